//! The figures of an official count as they are shown: everything to the office, to the public without what is small.

use super::suppress::{Row, kept_back};
use crate::programme::nursery::waiting::{Age, Area, Exclusion, ExclusionOrder, Ledger, Line, Tally};

/// A figure of a count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// It is this.
    Shown(u64),
    /// It is not known.
    Unknown,
    /// It is small, or would give away one that is.
    KeptBack,
}

impl Figure {
    /// The number, if it is shown.
    pub fn number(self) -> Option<u64> {
        match self {
            Figure::Shown(number) => Some(number),
            Figure::Unknown | Figure::KeptBack => None,
        }
    }

    /// The name of its state in files.
    pub fn status(self) -> &'static str {
        match self {
            Figure::Shown(_) => "shown",
            Figure::Unknown => "unknown",
            Figure::KeptBack => "kept-back",
        }
    }
}

/// One figure of a count, with what it is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountRow {
    /// Where.
    pub area: Area,
    /// Of which ages.
    pub age: Age,
    /// The line of the ledger.
    pub line: Line,
    /// The figure.
    pub figure: Figure,
}

/// The lines that are told of a group to the public: what follows from children with a seat, waiting and hidden.
const OF_GROUPS: [Line; 5] = [Line::Applied, Line::Seated, Line::Deferred, Line::Hidden, Line::Official];
/// The same with the children who stay without applying.
const OF_AGES: [Line; 8] = [
    Line::Continuing,
    Line::Applied,
    Line::Applicants,
    Line::Seated,
    Line::Users,
    Line::Deferred,
    Line::Hidden,
    Line::Official,
];

/// All figures of a count by area, age and line.
///
/// With `suppress` of 2 or more only what can be published: the totals, which are official figures whatever their size; of all
/// ages together the exclusions; by age and by district, not crossed, children with a seat, waiting and hidden. A group in which
/// one of these is 1 to `suppress` - 1 is kept back, and others with it so that the totals do not give it away; an age group
/// that is made of others is shown only if all of them are. If all districts would be kept back, they are not named.
/// Cost: the areas times ages times lines.
pub fn count_rows(ledger: &Ledger, order: &ExclusionOrder, suppress: u32) -> Vec<CountRow> {
    if suppress > 1 {
        return published(ledger, order, suppress);
    }
    let lines = Line::all(order.iter());
    let mut rows = Vec::new();
    for area in ledger.areas() {
        for age in Age::ALL {
            let tally = ledger.tally(&area, age);
            rows.extend(lines.iter().map(|&line| shown(&area, age, &tally, line)));
        }
    }
    rows
}

fn shown(area: &Area, age: Age, tally: &Tally, line: Line) -> CountRow {
    let figure = tally.get(line).map_or(Figure::Unknown, Figure::Shown);
    CountRow { area: area.clone(), age, line, figure }
}

fn parts(tally: &Tally) -> [u64; 3] {
    [tally.seated(), tally.official[0], tally.hidden()]
}

fn published(ledger: &Ledger, order: &ExclusionOrder, suppress: u32) -> Vec<CountRow> {
    let total = ledger.total();
    let row = |tally: &Tally| Row { cells: parts(tally), possible: [true; 3] };
    let tell = |rows: &mut Vec<CountRow>, area: &Area, age: Age, lines: &[Line], hidden: bool| {
        let tally = ledger.tally(area, age);
        rows.extend(lines.iter().map(|&line| {
            let row = shown(area, age, &tally, line);
            // Children who do not apply are nobody's application.
            if hidden && line != Line::Continuing {
                CountRow { figure: Figure::KeptBack, ..row }
            } else {
                row
            }
        }));
    };
    let mut rows = Vec::new();
    let ages: Vec<Row<3>> = Age::PARTS.iter().map(|&age| row(&ledger.tally(&Area::All, age))).collect();
    let hidden = kept_back(&ages, parts(&total), suppress).unwrap_or_else(|| vec![true; ages.len()]);
    for age in Age::ALL.into_iter().filter(|&age| age != Age::All) {
        let holds = |part: &Age| age == *part || part.is_part_of(age);
        let any = Age::PARTS.iter().zip(&hidden).any(|(part, &hidden)| hidden && holds(part));
        tell(&mut rows, &Area::All, age, &OF_AGES, any);
    }
    tell(&mut rows, &Area::All, Age::All, &OF_AGES, false);
    rows.extend(exclusions(&total, order, suppress));
    let areas: Vec<Area> = ledger.areas().into_iter().filter(|area| *area != Area::All).collect();
    let tallies: Vec<Row<3>> = areas.iter().map(|area| row(&ledger.tally(area, Age::All))).collect();
    if let Some(hidden) = kept_back(&tallies, parts(&total), suppress) {
        for (area, hidden) in areas.iter().zip(hidden) {
            tell(&mut rows, area, Age::All, &OF_GROUPS, hidden);
        }
    }
    rows
}

/// The exclusions of all ages: they add up to the hidden children.
fn exclusions(total: &Tally, order: &ExclusionOrder, suppress: u32) -> Vec<CountRow> {
    let of = |e: Exclusion| total.excluded[e.index()];
    let table: Vec<Row<1>> = order.iter().map(|e| Row { cells: [of(e)], possible: [true] }).collect();
    // An exclusion under which nobody stands may be kept back too, but says nothing about anybody.
    let hidden = kept_back(&table, [total.hidden()], suppress).unwrap_or_else(|| vec![true; table.len()]);
    let row = |(e, hidden): (Exclusion, bool)| {
        let row = shown(&Area::All, Age::All, total, Line::Excluded(e));
        if hidden { CountRow { figure: Figure::KeptBack, ..row } } else { row }
    };
    order.iter().zip(hidden).map(row).collect()
}
