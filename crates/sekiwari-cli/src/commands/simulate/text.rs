//! The seasons for people.

use sekiwari::Lang;
use sekiwari::programme::daily::Round;
use sekiwari::season::{ItemKind, Report, SeasonOptions, ServiceReport, Spread, Way, WayReport, WorthReport};
use std::fmt::Write as _;
use std::path::Path;

/// Causes, sites and items that are shown for each way.
const SHOWN: usize = 8;

pub(super) fn of(
    round: &Round,
    options: &SeasonOptions,
    report: &Report,
    out: Option<&Path>,
    lang: Lang,
) -> String {
    let (from, to) = round.period();
    let (seasons, percent) = (report.seasons, |p: f64| short(p * 100.0));
    let (cancelled, no_show) = (percent(options.cancelled), percent(options.no_show));
    let mut text = format!("{}\n", round.name());
    text += &lang.pick(
        format!(
            "{from} から {to} までを {seasons} 回試算 (種 {}、当日キャンセル {cancelled} %、無断キャンセル {no_show} %)\n\
             延べ児童数、平均 [20 回中 18 回が入る幅]\n",
            options.seed
        ),
        format!(
            "{from} to {to}, drawn {seasons} times (seed {}, cancelled on the day {cancelled} %, no-shows {no_show} %)\n\
             child-days, mean [18 of 20 seasons lie within]\n",
            options.seed
        ),
    );
    for way in &report.ways {
        of_way(&mut text, round, options, report, way, lang);
    }
    if let Some(out) = out {
        let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    }
    text
}

fn of_way(
    text: &mut String,
    round: &Round,
    options: &SeasonOptions,
    report: &Report,
    way: &WayReport,
    lang: Lang,
) {
    let _ = write!(text, "\n{} ({})", way.way.label(lang), way.way.as_str());
    if way.way == Way::Overbooking {
        let risk = short(options.risk * 100.0);
        *text += &lang.pick(format!("、確率 {risk} % まで"), format!(", at a risk of {risk} %"));
    }
    text.push('\n');
    counts(text, &way.total, lang);
    if let Some(first) = report.ways.first().filter(|first| first.way != way.way) {
        let (gain, first) = (signed(way.gain), first.way.label(lang));
        *text += &lang.pick(
            format!("  {first}より多く利用できた延べ児童数: {gain}\n"),
            format!("  served more than {first}: {gain}\n"),
        );
    }
    way.services.iter().filter(|_| way.services.len() > 1).for_each(|row| counts(text, row, lang));
    let mut unmet: Vec<_> = way.unmet.iter().collect();
    unmet.sort_by(|a, b| b.unmet.mean.total_cmp(&a.unmet.mean));
    for row in unmet.into_iter().take(SHOWN) {
        let (service, cause, n) = (row.service.label(lang), row.cause.label(lang), spread(row.unmet));
        *text += &lang.pick(
            format!("  利用できない理由 {service}: {cause} {n}\n"),
            format!("  unmet, {service}: {cause} {n}\n"),
        );
    }
    let used: Vec<String> = way
        .offers
        .iter()
        .filter_map(|o| {
            let rate = o.use_rate?.mean * 100.0;
            Some(format!("{} {rate:.0} %", place(round, o.offer, lang)))
        })
        .take(2 * SHOWN)
        .collect();
    if !used.is_empty() {
        let _ = writeln!(text, "  {}: {}", lang.pick("利用率", "seats in use"), used.join(", "));
    }
    let worth: Vec<&WorthReport> =
        report.worth.iter().filter(|w| w.way == way.way && w.gain.mean > 0.0).take(SHOWN).collect();
    if !report.worth.is_empty() {
        *text += lang.pick("  一つ増やした効果 (延べ児童数)\n", "  what one more is worth, in child-days\n");
        if worth.is_empty() {
            *text += lang.pick("    増やしても変わりません。\n", "    nothing gains anything\n");
        }
    }
    for row in worth {
        let (at, gain) = (place(round, row.item.offer, lang), signed(row.gain));
        let _ = writeln!(text, "    {at}: {}{} {gain}", row.item.kind.label(lang), classes(row.item.kind));
    }
}

/// One line of counts.
fn counts(text: &mut String, row: &ServiceReport, lang: Lang) {
    let name = row.service.map_or(lang.pick("すべて", "all"), |s| s.label(lang));
    let (asked, served, unmet) = (spread(row.asked), spread(row.served), spread(row.unmet));
    let (cancelled, no_show) = (spread(row.cancelled), spread(row.no_show));
    *text += &lang.pick(
        format!("  {name}: 申込み {asked}、利用 {served}、キャンセル {cancelled}、無断キャンセル {no_show}、利用できず {unmet}"),
        format!("  {name}: asked {asked}, served {served}, cancelled {cancelled}, no-shows {no_show}, unmet {unmet}"),
    );
    if row.turned_away.high > 0.0 || row.turned_away.mean > 0.0 {
        let n = spread(row.turned_away);
        *text += &lang.pick(format!("、来たが入れず {n}"), format!(", turned away {n}"));
    }
    text.push('\n');
}

fn place(round: &Round, offer: u32, lang: Lang) -> String {
    let offer = &round.offers()[offer as usize];
    format!("{} {}", round.sites()[offer.site as usize].id, offer.service.label(lang))
}

fn classes(kind: ItemKind) -> String {
    let ItemKind::ClassSeat(bits) = kind else { return String::new() };
    let name = |class: u16| if class < 6 { class.to_string() } else { format!("G{}", class - 5) };
    let all: Vec<String> = (0..12).filter(|class| bits & (1 << class) != 0).map(name).collect();
    format!(" ({})", all.join(";"))
}

fn spread(s: Spread) -> String {
    format!("{:.1} [{}-{}]", s.mean, short(s.low), short(s.high))
}

fn signed(s: Spread) -> String {
    format!("{:+.1} [{:+}, {:+}]", s.mean, s.low, s.high)
}

/// Without digits that are zero.
fn short(x: f64) -> String {
    format!("{}", (x * 1000.0).round() / 1000.0)
}
