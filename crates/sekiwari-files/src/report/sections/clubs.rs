//! How full the clubs are on every weekday of every season.

use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, legend, note, opt};
use crate::report::words::{self, CLUB, LOWEST, SEATS, T_CLUBS, WEEKDAYS};
use crate::write::SummaryPoolJson;
use maud::{Markup, html};

/// Of club rounds only.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let summary = &page.report.summary;
    if summary.programme != "club" || summary.pools.is_empty() {
        return None;
    }
    let rows: Vec<(&SummaryPoolJson, bool)> =
        summary.pools.iter().zip(page.report.hidden.pools.iter().copied()).collect();
    let mut seasons: Vec<&str> = Vec::new();
    for (pool, _) in &rows {
        if !seasons.contains(&pool.season.as_str()) {
            seasons.push(&pool.season);
        }
    }
    let items = [("c1", page.pick("利用", "Taken")), ("c4", page.pick("満員", "Full"))];
    let body = html! {
        (legend(&items))
        @for season in &seasons { (of_season(page, season, &rows)) }
        (note(page.pick(
            "各欄は「利用 / 席」です。席は室・面積・職員から決まる受入可能数で、在籍児童の分を含みます。「最低の指数」は、その時期に新たに入った児童のうち最も順位の低い児童の指数です (指数を比べない募集では空欄)。",
            "Cells say taken / seats. Seats follow from rooms, area and staff, held ones included. The lowest points are those of the last child newly admitted in the season, where points are compared.",
        )))
    };
    Some(Section::new("clubs", T_CLUBS.in_lang(page.lang), body))
}

fn of_season(page: &Page<'_>, season: &str, rows: &[(&SummaryPoolJson, bool)]) -> Markup {
    let own: Vec<_> = rows.iter().filter(|(p, _)| p.season == season).collect();
    let days: Vec<&str> = WEEKDAYS.into_iter().filter(|d| own.iter().any(|(p, _)| p.weekday == *d)).collect();
    let clubs: Vec<&[&(&SummaryPoolJson, bool)]> =
        own.chunk_by(|a, b| a.0.facility_id == b.0.facility_id).collect();
    let lang = page.lang;
    let mut heads = vec![Head::text(CLUB.in_lang(lang))];
    heads.extend(days.iter().map(|d| Head::number(words::weekday(d, lang))));
    heads.push(Head::number(LOWEST.in_lang(lang)));
    let cell =
        |pools: &[&(&SummaryPoolJson, bool)], day: &str| match pools.iter().find(|p| p.0.weekday == day) {
            None => html! { td.n { span.dim { "–" } } },
            Some((_, true)) => kept_back(lang),
            Some((pool, false)) => used(pool.taken, pool.seats),
        };
    // A score that a day keeps back is not told by another day.
    let lowest = |pools: &[&(&SummaryPoolJson, bool)]| -> Markup {
        if pools.iter().any(|p| p.1) {
            return kept_back(lang);
        }
        let scores = pools.iter().filter_map(|p| p.0.lowest_score);
        opt(scores.reduce(f64::min).map(super::cutoffs::score))
    };
    let body = html! {
        tbody { @for pools in clubs {
            tr {
                th scope="row" { (page.places.facility(&pools[0].0.facility_id)) }
                @for day in &days { (cell(pools, day)) }
                (lowest(pools))
            }
        } }
    };
    let name = words::season(season, lang);
    let caption = format!("{name}: {} / {}", page.pick("利用", "taken"), SEATS.in_lang(lang).to_lowercase());
    page.table(&format!("clubs-{season}"), &caption, &heads, &body)
}

/// Taken and seats, with a thin bar.
fn used(taken: u32, seats: u32) -> Markup {
    let full = taken >= seats;
    let colour = if full { "c4" } else { "c1" };
    html! {
        td.n {
            @if full && seats > 0 { b { (whole(taken)) } } @else { (whole(taken)) }
            span.dim { " / " (whole(seats)) }
            (crate::report::parts::bar(&[(colour, taken.min(seats).into())], seats.into()))
        }
    }
}
