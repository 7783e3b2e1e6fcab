//! What `allocate` ends with for a club round.

use comfy_table::{Cell, Table};
use sekiwari::Lang;
use sekiwari::explain::club::{DistrictRow, SeatsOn};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::{Grade, Season};
use sekiwari_files::write::{ClubTables, ConflictJson, ResultJson};
use serde_json::json;
use std::path::Path;

use super::conflict;
use super::tables::{Standing, facts, heading, number, table};

/// Districts that are shown to people; all are in `districts.csv`.
const SHOWN: usize = 20;

/// The counts of a decided club round.
pub(crate) struct ClubSummary<'a> {
    pub(crate) tables: &'a ClubTables<'a>,
    /// Blocking wishes that would displace nobody.
    pub(crate) wasted: u32,
    /// A proof of what is claimed about all allocations is written too.
    pub(crate) with_proof: bool,
    /// The time limit in seconds that cut the search short, if it did.
    pub(crate) timed_out: Option<u32>,
    /// Why nothing is stable, if so.
    pub(crate) conflict: Option<ConflictJson>,
}

/// How the children of one grade came out.
#[derive(Clone, Copy, Default)]
struct Counts {
    applied: u32,
    placed: u32,
    kept: u32,
    unplaced: u32,
    elsewhere: u32,
    fewer_days: u32,
}

impl ClubSummary<'_> {
    fn by_grade(&self) -> [Counts; Grade::COUNT] {
        let round = self.tables.decided.round();
        let mut grades = [Counts::default(); Grade::COUNT];
        for ((i, child), decision) in (0..).zip(round.children()).zip(self.tables.decided.decisions()) {
            let counts = &mut grades[child.grade.index()];
            counts.applied += 1;
            match decision.kind {
                PlacementKind::Placed => counts.placed += 1,
                PlacementKind::Kept => counts.kept += 1,
                PlacementKind::Unplaced => counts.unplaced += 1,
            }
            if let Some(entry) = decision.entry.map(|e| round.entry(e)) {
                counts.elsewhere += u32::from(!round.is_home(i, entry.club));
                counts.fewer_days += u32::from(entry.days.len() < child.days.len());
            }
        }
        grades
    }

    /// Seats taken and open on the fullest weekday of every season, over all clubs.
    fn by_season(&self) -> Vec<(Season, u32, u32)> {
        let of = |season: Season| {
            let days = self.tables.cut_offs.iter().filter_map(move |c| match c.on {
                SeatsOn::Slot(slot) if slot.season == season => Some((slot.day, c.taken, c.seats)),
                _ => None,
            });
            let mut sums = [(0u32, 0u32); 6];
            for (day, taken, seats) in days {
                sums[day.index()].0 += taken;
                sums[day.index()].1 += seats;
            }
            sums.into_iter().max().map(|(taken, seats)| (season, taken, seats))
        };
        Season::ALL.into_iter().filter_map(of).filter(|s| s.2 > 0).collect()
    }

    /// The whole summary, ending in a line end.
    pub(crate) fn text(&self, result: &ResultJson, out: &Path, lang: Lang) -> String {
        let standing =
            Standing { wasted: self.wasted, with_proof: self.with_proof, timed_out: self.timed_out };
        let tables = [
            facts(&standing, result, out, lang),
            self.grades_table(lang).to_string(),
            self.seasons_table(lang).to_string(),
            self.districts_text(lang),
        ];
        let conflict = self.conflict.as_ref().map_or_else(Vec::new, |c| conflict::lines(c, lang));
        let lines =
            tables.iter().flat_map(|t| t.lines().chain([""])).chain(conflict.iter().map(String::as_str));
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn grades_table(&self, lang: Lang) -> Table {
        let headings = lang.pick(
            ["学年", "申込", "内定", "継続", "保留", "他学区のクラブ", "曜日減"],
            ["grade", "applied", "placed", "kept", "unplaced", "other club", "fewer days"],
        );
        let mut table = table();
        table.set_header(first_left(&headings));
        let mut total = Counts::default();
        let mut row = |name: String, c: &Counts| {
            let numbers = [c.applied, c.placed, c.kept, c.unplaced, c.elsewhere, c.fewer_days];
            table.add_row(std::iter::once(Cell::new(name)).chain(numbers.into_iter().map(number)));
        };
        for (grade, counts) in Grade::all().zip(self.by_grade()) {
            row(grade.to_string(), &counts);
            total.applied += counts.applied;
            total.placed += counts.placed;
            total.kept += counts.kept;
            total.unplaced += counts.unplaced;
            total.elsewhere += counts.elsewhere;
            total.fewer_days += counts.fewer_days;
        }
        row(lang.pick("計", "all").to_owned(), &total);
        table
    }

    fn seasons_table(&self, lang: Lang) -> Table {
        let headings =
            lang.pick(["期間 (最も多い曜日)", "利用", "席"], ["season (fullest weekday)", "taken", "seats"]);
        let mut table = table();
        table.set_header(first_left(&headings));
        for (season, taken, seats) in self.by_season() {
            table.add_row([Cell::new(lang.pick(season.ja(), season.as_str())), number(taken), number(seats)]);
        }
        table
    }

    /// The districts with the most children without a seat.
    fn districts_text(&self, lang: Lang) -> String {
        let round = self.tables.decided.round();
        let mut rows: Vec<&DistrictRow> = self.tables.districts.iter().filter(|d| d.refused > 0).collect();
        rows.sort_by_key(|d| std::cmp::Reverse(d.refused));
        if rows.is_empty() {
            return lang
                .pick("保留児童のいる学区はありません。", "no district has a child without a seat")
                .to_owned();
        }
        let headings = lang.pick(
            ["保留児童のいる学区", "申込", "学区", "他学区", "保留"],
            ["districts with children left out", "applied", "home club", "other club", "unplaced"],
        );
        let mut table = table();
        table.set_header(first_left(&headings));
        for row in rows.iter().take(SHOWN) {
            let id = row.district.map_or("-", |d| &round.districts()[d as usize].id);
            let lacks = if row.clubs == 0 { lang.pick(" (クラブなし)", " (no club)") } else { "" };
            let numbers = [row.children, row.at_home, row.elsewhere, row.refused].map(number);
            table.add_row(std::iter::once(Cell::new(format!("{id}{lacks}"))).chain(numbers));
        }
        let mut text = table.to_string();
        if let Some(more) = rows.len().checked_sub(SHOWN).filter(|&more| more > 0) {
            text += &lang.pick(format!("\nほか {more} 学区"), format!("\nand {more} more"));
        }
        text
    }

    /// The counts as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        let grades: Vec<_> = Grade::all()
            .zip(self.by_grade())
            .map(|(grade, c)| {
                json!({
                    "grade": grade.get(), "applied": c.applied, "placed": c.placed, "kept": c.kept,
                    "unplaced": c.unplaced, "other_club": c.elsewhere, "fewer_days": c.fewer_days,
                })
            })
            .collect();
        let seasons: Vec<_> = self
            .by_season()
            .into_iter()
            .map(|(season, taken, seats)| json!({"season": season.as_str(), "taken": taken, "seats": seats}))
            .collect();
        json!({
            "by_grade": grades,
            "by_season": seasons,
            "wasted": self.wasted,
            "time_limit_reached_s": self.timed_out,
        })
    }
}

fn first_left(headings: &[&str]) -> Vec<Cell> {
    headings.iter().enumerate().map(|(i, h)| if i == 0 { Cell::new(h) } else { heading(h) }).collect()
}
