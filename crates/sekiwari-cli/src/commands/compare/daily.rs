//! `compare` for two decisions of one round of day services.

use sekiwari::Lang;
use sekiwari_files::results::{DayRow, DaySide, ResultsError, read_day_result, read_day_side};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::failure::Failure;

/// What became of a request from the first decision to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// A place instead of none.
    Gained,
    /// None instead of a place.
    Lost,
    /// A better wish.
    Better,
    /// A worse wish.
    Worse,
    /// Another place of the same rank, or another room.
    Moved,
}

impl Change {
    const ALL: [Change; 5] = [Change::Gained, Change::Lost, Change::Better, Change::Worse, Change::Moved];

    fn as_str(self) -> &'static str {
        match self {
            Change::Gained => "gained",
            Change::Lost => "lost",
            Change::Better => "better",
            Change::Worse => "worse",
            Change::Moved => "moved",
        }
    }

    fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Change::Gained => ("新たに利用できる申込み", "requests that gained a place"),
            Change::Lost => ("利用できなくなる申込み", "requests that lost their place"),
            Change::Better => ("上位の希望になる申込み", "requests with a better wish"),
            Change::Worse => ("下位の希望になる申込み", "requests with a worse wish"),
            Change::Moved => ("同じ順位の別の席になる申込み", "requests at another place of the same rank"),
        };
        lang.pick(ja, en)
    }

    fn of(a: &DayRow, b: &DayRow) -> Option<Self> {
        if a.place == b.place && a.room == b.room {
            return None;
        }
        Some(match (&a.place, &b.place) {
            (None, _) => Change::Gained,
            (_, None) => Change::Lost,
            _ if b.wish_rank < a.wish_rank => Change::Better,
            _ if b.wish_rank > a.wish_rank => Change::Worse,
            _ => Change::Moved,
        })
    }
}

/// Two decisions side by side.
pub(super) struct Compared {
    rules: [Option<String>; 2],
    same: usize,
    changes: Vec<(String, Change, DayRow, DayRow)>,
    only: [Vec<String>; 2],
}

/// Compares two output folders.
///
/// # Errors
/// [`Failure`] if a table is missing or cannot be read.
pub(super) fn compare(dir_a: &Path, dir_b: &Path) -> Result<Compared, Failure> {
    let fail = |e: ResultsError| Failure::new(e.message(Lang::Ja), e.message(Lang::En));
    let [a, b]: [DaySide; 2] = [read_day_side(dir_a).map_err(fail)?, read_day_side(dir_b).map_err(fail)?];
    let rule = |dir: &Path| read_day_result(dir).ok().map(|r| r.mechanism);
    let mut out = Compared {
        rules: [rule(dir_a), rule(dir_b)],
        same: 0,
        changes: Vec::new(),
        only: Default::default(),
    };
    let after: BTreeMap<&str, &DayRow> = b.rows.iter().map(|r| (r.request.as_str(), r)).collect();
    let before: BTreeMap<&str, &DayRow> = a.rows.iter().map(|r| (r.request.as_str(), r)).collect();
    for (id, row) in &before {
        match after.get(id) {
            None => out.only[0].push((*id).to_owned()),
            Some(other) => match Change::of(row, other) {
                None => out.same += 1,
                Some(change) => {
                    out.changes.push(((*id).to_owned(), change, (*row).clone(), (*other).clone()));
                }
            },
        }
    }
    out.only[1] = after.keys().filter(|id| !before.contains_key(*id)).map(|id| (*id).to_owned()).collect();
    Ok(out)
}

impl Compared {
    fn count(&self, change: Change) -> usize {
        self.changes.iter().filter(|c| c.1 == change).count()
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let [a, b] = self.rules.each_ref().map(|r| r.as_deref().unwrap_or("?"));
        let mut text = format!("{a} -> {b}\n");
        let same = lang.pick("変わらない申込み", "requests with the same place or none");
        let _ = writeln!(text, "  {same}: {}", self.same);
        for change in Change::ALL {
            let _ = writeln!(text, "  {}: {}", change.label(lang), self.count(change));
        }
        for (ids, side) in self.only.iter().zip(["A", "B"]).filter(|(ids, _)| !ids.is_empty()) {
            let list = ids.join(", ");
            text += &lang.pick(
                format!("  {side} だけにある申込み {} 件: {list}\n", ids.len()),
                format!("  {} requests only in {side}: {list}\n", ids.len()),
            );
        }
        for (id, change, before, after) in &self.changes {
            let [before, after] = [before, after].map(|row| shown(row, lang));
            let _ = writeln!(text, "{id} [{}] {before} -> {after}", change.as_str());
        }
        text
    }

    pub(super) fn json(&self) -> serde_json::Value {
        let changes: Vec<_> = self
            .changes
            .iter()
            .map(|(id, change, before, after)| {
                json!({"request": id, "change": change.as_str(), "before": side(before), "after": side(after)})
            })
            .collect();
        let counts: serde_json::Map<_, _> =
            Change::ALL.iter().map(|&c| (c.as_str().to_owned(), self.count(c).into())).collect();
        json!({
            "rules": self.rules,
            "same": self.same,
            "counts": counts,
            "only_before": self.only[0],
            "only_after": self.only[1],
            "changes": changes,
        })
    }
}

fn shown(row: &DayRow, lang: Lang) -> String {
    match &row.place {
        None => lang.pick(format!("利用なし ({})", row.reason), format!("none ({})", row.reason)),
        Some((site, date)) => {
            let rank = row
                .wish_rank
                .map_or_else(String::new, |r| lang.pick(format!(" 第{r}希望"), format!(" wish {r}")));
            let room = if row.room.is_empty() { String::new() } else { format!(" {}", row.room) };
            format!("{site} {date}{room}{rank}")
        }
    }
}

fn side(row: &DayRow) -> serde_json::Value {
    let (site, date) = row.place.clone().unzip();
    json!({"facility": site, "date": date, "room": row.room, "wish_rank": row.wish_rank, "reason": row.reason})
}
