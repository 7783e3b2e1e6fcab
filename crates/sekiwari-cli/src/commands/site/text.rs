//! The choice of sites, for planners.

use sekiwari::Lang;
use sekiwari::siting::selection::{Classical, Guided, Progress};
use sekiwari_files::write::{SiteChoiceJson, SiteJson, site_names};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary::{number, shown, signed_spread, spread};

/// Choices and candidates that are shown; the tables have all.
const SHOWN: usize = 8;

/// How the search goes.
pub(super) fn going(going: Progress, draws: u32, lang: Lang) -> String {
    let mean = |n: u64| number(n as f64 / f64::from(draws.max(1)));
    let of = going.possible.map_or_else(String::new, |n| format!(" / {n}"));
    let best = going.seated.map_or_else(String::new, |s| {
        let (seated, bound) = (mean(s), mean(going.bound));
        lang.pick(
            format!("、席のある児童 {seated} (上限 {bound})"),
            format!(", {seated} seated (at most {bound})"),
        )
    });
    lang.pick(
        format!("選び方 {}{of} 通り{best}", going.decided),
        format!("choices {}{of}{best}", going.decided),
    )
}

/// The value of a classical objective in words.
pub(super) fn value(by: Classical, found: &Guided, radius: u32) -> String {
    match by {
        Classical::PMedian => format!("{} m in all", found.value),
        Classical::PCenter => format!("{} m at most", found.value),
        Classical::MaxCovering => format!("{} within {radius} m", found.value),
        Classical::MaxMinCovering => {
            let (covered, all) = found.worst.unwrap_or((0, 0));
            format!("{covered} of {all} within {radius} m in the worst district, {} in all", found.value)
        }
    }
}

/// Everything.
pub(super) fn of(json: &SiteJson, out: &Path, lang: Lang) -> String {
    let mut text = format!("{}\n", json.name);
    let today = &json.today;
    text += &lang.pick(
        format!("今: 席のある児童 {}、席のない児童 {}\n", spread(today.seated), spread(today.waiting)),
        format!("today: {} children with a seat, {} without\n", spread(today.seated), spread(today.waiting)),
    );
    if json.draws > 1 {
        text += &lang.pick(
            format!(
                "候補地を希望する家庭は、{} m 以内で、今の希望から推し量った確率で {} 回試算した平均です (かっこは 10 回に 8 回の範囲)。種 {}\n",
                json.within_m, json.draws, json.seed
            ),
            format!(
                "who lists a site, within {} m, is drawn {} times as the lists of the round suggest; means, with the range of eight draws in ten; seed {}\n",
                json.within_m, json.draws, json.seed
            ),
        );
    }
    if let Some(best) = &json.best {
        text += &chosen(json, best, lang);
    }
    text += &choices(json, lang);
    text += &candidates(json, lang);
    text += &sequence(json, lang);
    text += &guides(json, lang);
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}

fn chosen(json: &SiteJson, best: &SiteChoiceJson, lang: Lang) -> String {
    let (names, more) = (site_names(&best.sites), signed_spread(best.worth.more));
    let waiting = spread(best.worth.waiting);
    let mut text = lang.pick(
        format!("最善の選び方: {names}\n  席のある児童 {more} 人、席のない児童 {waiting} 人、席 {}、費用 {}、保育士 {}\n", best.seats, best.cost, best.teachers),
        format!("best choice: {names}\n  {more} children with a seat, {waiting} without; {} seats, cost {}, {} teachers\n", best.seats, best.cost, best.teachers),
    );
    let of = json
        .possible
        .map_or_else(|| lang.pick("多数の".to_owned(), "very many".to_owned()), |n| n.to_string());
    text += &match (json.status.as_str(), json.objective.as_str()) {
        ("optimal", _) => lang.pick(
            format!("  条件に合う {of} 通りのうち、これより良いものがないことを証明しました ({} 通りを実際に決めました)。\n", json.decided),
            format!("  proven: no other of the {of} choices within the limits is better ({} were decided by the rule)\n", json.decided),
        ),
        _ => {
            let (max, gap) = (number(json.seated_max), number(json.seated_max - best.worth.seated.mean));
            let stopped = if json.stopped { lang.pick("探索は途中で止められました。", "The search was stopped. ") } else { "" };
            lang.pick(
                format!("  {stopped}最善とは証明されていません: どの選び方でも席のある児童は {max} 人を超えません (差 {gap} 人、{} 通りを決めました)。\n", json.decided),
                format!("  {stopped}not proven best: no choice seats more than {max} (gap {gap}; {} choices were decided by the rule)\n", json.decided),
            )
        }
    };
    text
}

fn choices(json: &SiteJson, lang: Lang) -> String {
    let heads = lang.pick(
        ["選び方 (良い順)", "増える児童", "席のない児童", "席", "費用"],
        ["choices, best first", "more seated", "without a seat", "seats", "cost"],
    );
    let rows = json.choices.iter().take(SHOWN).map(|c| {
        [
            site_names(&c.sites),
            signed_spread(c.worth.more),
            spread(c.worth.waiting),
            c.seats.to_string(),
            c.cost.to_string(),
        ]
    });
    shown(heads, rows)
}

fn candidates(json: &SiteJson, lang: Lang) -> String {
    let mut all: Vec<_> = json.candidates.iter().filter_map(|c| Some((c, c.worth?))).collect();
    all.sort_by(|a, b| b.1.more.mean.total_cmp(&a.1.more.mean));
    let heads = lang.pick(
        ["候補地 (それだけを開いた場合)", "増える児童", "席", "費用", "1 人あたり"],
        ["site by itself", "more seated", "seats", "cost", "per child"],
    );
    let rows = all.iter().take(2 * SHOWN).map(|(c, worth)| {
        let seats: u32 = c.seats.iter().sum();
        let per =
            if worth.more.mean > 0.0 { number(c.cost as f64 / worth.more.mean) } else { "-".to_owned() };
        let name = site_names(std::slice::from_ref(&c.part));
        [name, signed_spread(worth.more), seats.to_string(), c.cost.to_string(), per]
    });
    shown(heads, rows)
}

fn sequence(json: &SiteJson, lang: Lang) -> String {
    if json.sequence.is_empty() {
        return String::new();
    }
    let last = json.sequence.iter().map(|s| s.step).max().unwrap_or(0);
    let cell = |path: &str, step: u32| {
        let found = json.sequence.iter().find(|s| s.path == path && s.step == step);
        found.map_or_else(String::new, |s| {
            format!("{} {}", site_names(&s.choice.sites), signed_spread(s.choice.worth.more))
        })
    };
    let heads = lang.pick(
        ["数", "その時点で最善のものを順に", "その数で最善", "最後に最善になる順"],
        ["sites", "each the best next", "best of that number", "towards the best of the last"],
    );
    let rows =
        (1..=last).map(|n| [n.to_string(), cell("step-by-step", n), cell("together", n), cell("ordered", n)]);
    shown(heads, rows)
}

fn guides(json: &SiteJson, lang: Lang) -> String {
    if json.guides.is_empty() {
        return String::new();
    }
    let heads = lang.pick(
        ["距離だけで選ぶと", "選ぶ候補地", "実際に増える児童"],
        ["by distance alone", "would choose", "more seated by the rule"],
    );
    let rows = json.guides.iter().filter_map(|g| {
        let choice = g.choice.as_ref()?;
        Some([g.objective.clone(), site_names(&choice.sites), signed_spread(choice.worth.more)])
    });
    shown(heads, rows)
}
