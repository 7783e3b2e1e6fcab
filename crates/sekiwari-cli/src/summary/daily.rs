//! What `allocate` ends with for a round of day services.

use comfy_table::{Cell, Table};
use sekiwari::Lang;
use sekiwari::programme::daily::Service;
use sekiwari_files::write::{DailyTables, DayResultJson, ResultStatus, Stopped};
use serde_json::json;
use std::path::Path;

use super::tables::{facts_table, heading, number, table};

/// Causes that are shown to people; all are in `unmet.csv`.
const SHOWN: usize = 12;

/// The counts of a decided round of day services.
pub(crate) struct DailySummary<'a> {
    pub(crate) tables: &'a DailyTables<'a>,
    pub(crate) result: &'a DayResultJson,
    /// The time limit in seconds that cut the search short, if it did.
    pub(crate) timed_out: Option<u32>,
}

impl DailySummary<'_> {
    /// The whole summary, ending in a line end.
    pub(crate) fn text(&self, out: &Path, lang: Lang) -> String {
        let tables = [facts_table(self.facts(out, lang)), self.services(lang).to_string(), self.unmet(lang)];
        let lines = tables.iter().flat_map(|t| t.lines().chain([""]));
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// What decided, how well, and who vouches for it: one line each.
    fn facts(&self, out: &Path, lang: Lang) -> Vec<(&'static str, String)> {
        let r = self.result;
        let (seed, checks) = (r.seed, &r.checks);
        let mut rows = vec![
            (lang.pick("募集", "round"), r.name.clone()),
            (
                lang.pick("期間", "period"),
                lang.pick(format!("{} から {}", r.from, r.to), format!("{} to {}", r.from, r.to)),
            ),
            (
                lang.pick("申込", "requests"),
                lang.pick(
                    format!("{} 件 (児童 {} 人)", r.requests, r.children),
                    format!("{} of {} children", r.requests, r.children),
                ),
            ),
            (
                lang.pick("利用できる申込", "granted"),
                lang.pick(
                    format!("{} 件 (決定 {}、確定済み {})", r.placed + r.kept, r.placed, r.kept),
                    format!("{} ({} placed, {} kept)", r.placed + r.kept, r.placed, r.kept),
                ),
            ),
            (
                lang.pick("利用なし", "unplaced"),
                lang.pick(format!("{} 件", r.unplaced), r.unplaced.to_string()),
            ),
            (
                lang.pick("決定方式", "mechanism"),
                lang.pick(
                    format!("{}、順序 {}、抽選の種 {seed}", r.mechanism, r.order.join(", ")),
                    format!("{}, order {}, seed {seed}", r.mechanism, r.order.join(", ")),
                ),
            ),
            (lang.pick("証明", "proven"), self.proven(lang)),
            (
                lang.pick("検証", "judge"),
                lang.pick("違反なし (独立の再計算)", "no violations (counted anew, independently)")
                    .to_owned(),
            ),
        ];
        if checks.passed_over + checks.free_places + checks.free_wishes > 0 {
            rows.push((
                lang.pick("順番", "order"),
                lang.pick(
                    format!(
                        "後の順番の申込みに席があるもの {}、空きがあるもの {}、上位の希望が空いているもの {}",
                        checks.passed_over, checks.free_places, checks.free_wishes
                    ),
                    format!(
                        "{} passed over, {} with a place free, {} with a better wish free",
                        checks.passed_over, checks.free_places, checks.free_wishes
                    ),
                ),
            ));
        }
        rows.push((lang.pick("出力", "output"), out.display().to_string()));
        if let Some(stopped) = r.stopped {
            rows.push((lang.pick("注意", "note"), self.stopped(stopped, lang)));
        }
        rows
    }

    fn proven(&self, lang: Lang) -> String {
        let p = &self.result.proven;
        if self.result.status == ResultStatus::Optimal {
            return lang.pick(
                format!("すべて ({} 日、利用なし {}、決定 {})", p.dates, p.refusals, p.wishes),
                format!("everything ({} dates, {} refusals, {} wishes)", p.dates, p.refusals, p.wishes),
            );
        }
        lang.pick(
            format!(
                "{} 日のうち {} 日、利用なし {} のうち {}、決定 {} のうち {}",
                p.dates, p.dates_proven, p.refusals, p.refusals_proven, p.wishes, p.wishes_proven
            ),
            format!(
                "{} of {} dates, {} of {} refusals, {} of {} wishes",
                p.dates_proven, p.dates, p.refusals_proven, p.refusals, p.wishes_proven, p.wishes
            ),
        )
    }

    fn stopped(&self, stopped: Stopped, lang: Lang) -> String {
        let why = match (stopped, self.timed_out) {
            (Stopped::TimeLimit, Some(s)) => lang.pick(
                format!("時間の上限 ({s} 秒) により"),
                format!("the time limit of {s} s ended the search"),
            ),
            _ => lang.pick("中断により".to_owned(), "an interrupt ended the search".to_owned()),
        };
        lang.pick(
            format!("{why}探索を打ち切りました。証明されていない決定があります。"),
            format!("{why}; not every decision is proven"),
        )
    }

    fn services(&self, lang: Lang) -> Table {
        let headings = lang.pick(
            ["事業", "申込", "決定", "うち第1希望", "確定済み", "利用なし"],
            ["service", "requests", "placed", "first wish", "kept", "unplaced"],
        );
        let mut table = table();
        table.set_header(
            headings.iter().enumerate().map(|(i, h)| if i == 0 { Cell::new(h) } else { heading(h) }),
        );
        for row in &self.result.services {
            let service = Service::NAMES.iter().find(|(n, _)| *n == row.service);
            let name =
                lang.pick(service.map_or(row.service.as_str(), |(_, s)| s.label(Lang::Ja)), &row.service);
            let numbers = [row.requests, row.placed, row.first_wishes, row.kept, row.unplaced].map(number);
            table.add_row(std::iter::once(Cell::new(name)).chain(numbers));
        }
        table
    }

    /// What was refused, by service and cause.
    fn unmet(&self, lang: Lang) -> String {
        let rows = &self.tables.unmet;
        if rows.is_empty() {
            return lang.pick("利用できない申込みはありません。", "nothing was refused").to_owned();
        }
        let headings = lang.pick(
            ["利用できない理由", "延べ児童数", "実人数"],
            ["refused because of", "child-days", "children"],
        );
        let mut table = table();
        table.set_header(
            headings.iter().enumerate().map(|(i, h)| if i == 0 { Cell::new(h) } else { heading(h) }),
        );
        for row in rows.iter().take(SHOWN) {
            let service = lang.pick(row.service.label(Lang::Ja), row.service.as_str());
            let name = format!("{service}: {}", row.cause.label(lang));
            table.add_row([Cell::new(name), number(row.requests), number(row.children)]);
        }
        let mut text = table.to_string();
        if let Some(more) = rows.len().checked_sub(SHOWN).filter(|&more| more > 0) {
            text += &lang
                .pick(format!("\nほか {more} 種類 (unmet.csv)"), format!("\nand {more} more in unmet.csv"));
        }
        text
    }

    /// The counts as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        let unmet: Vec<_> = self
            .tables
            .unmet
            .iter()
            .map(|u| {
                json!({
                    "service": u.service.as_str(), "code": u.cause.as_str(), "child_days": u.requests,
                    "children": u.children,
                })
            })
            .collect();
        json!({"services": self.result.services, "unmet": unmet, "time_limit_reached_s": self.timed_out})
    }
}
