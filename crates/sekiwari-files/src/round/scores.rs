//! `scores`: computed points and tie keys.

use rayon::prelude::*;
use sekiwari::priority::{ScoreTable, Thousandths};
use sekiwari::programme::nursery::ScoreRow;

use super::hash::QuickMap;
use super::ids::{self, Finder, Ids, Reference};
use crate::finding::{Finding, Findings, catalogue::consistency, catalogue::references};
use crate::normalise::parse_thousandths;
use crate::table::{CellReader, Col, Table, TableSpec};

/// The scores with their table rows.
pub(crate) struct Scores {
    pub(crate) rows: Vec<(ScoreRow, usize)>,
    /// Titles of the tie columns in the order of comparison.
    pub(crate) tie_names: Vec<String>,
    /// Per child the row that holds everywhere, usable or not.
    general: Vec<Option<u32>>,
    /// Rows that hold for one (child, facility), usable or not.
    special: QuickMap<(u32, u32), Option<u32>>,
    /// Per child whether a row names a facility that could not be read.
    pub(crate) partial: Vec<bool>,
}

impl Scores {
    /// Whether a row speaks for a child at a facility.
    pub(crate) fn has(&self, child: u32, facility: u32) -> bool {
        self.general[child as usize].is_some() || self.special.contains_key(&(child, facility))
    }

    /// The row that holds for a child at a facility, or everywhere.
    fn slot(&mut self, child: u32, facility: Option<u32>) -> &mut Option<u32> {
        match facility {
            None => &mut self.general[child as usize],
            Some(facility) => self.special.entry((child, facility)).or_insert(None),
        }
    }
}

/// Where scores stand.
struct Columns<'a> {
    child: Col,
    facility: Col,
    score: Col,
    ties: &'a [Col],
}

impl Columns<'_> {
    /// Per row its score, if nothing is to be said about the row by itself: so are nearly all, and they are read on all threads.
    fn plain_rows(&self, table: &Table, children: &Ids, facilities: &Ids) -> Vec<Option<ScoreRow>> {
        let finders = || (children.finder(), facilities.finder());
        let read = |(children, facilities): &mut (Finder<'_>, Finder<'_>), row| {
            let decimal = |col| parse_thousandths(table.plain(row, col)?).ok().map(Thousandths);
            let child = children.find(table.plain(row, self.child)?)?;
            let facility = match table.plain(row, self.facility)? {
                "" => None,
                id => Some(facilities.find(id)?),
            };
            let ties = self.ties.iter().map(|&tie| decimal(tie)).collect::<Option<_>>()?;
            Some(ScoreRow { child, facility, points: decimal(self.score)?, ties })
        };
        (0..table.rows()).into_par_iter().map_init(finders, read).collect()
    }
}

pub(crate) fn read(
    table: &Table,
    spec: &'static TableSpec,
    mut children: Option<&mut Ids>,
    mut facilities: Option<&mut Ids>,
    findings: &mut Findings,
) -> Option<Scores> {
    let mut r = CellReader::new(table, spec, findings)?;
    let (child, facility, score) = (r.col("child_id"), r.col("facility_id"), r.col("score"));
    let ties: Vec<Col> = r.numbered("tie_").into_iter().map(|(_, c)| c).collect();
    let title = |c: &Col| c.index().and_then(|i| table.header().get(i)).cloned().unwrap_or_default();
    let count = children.as_ref().map_or(0, |ids| ids.len());
    let mut out = Scores {
        rows: Vec::with_capacity(table.rows()),
        tie_names: ties.iter().map(title).collect(),
        general: vec![None; count],
        special: QuickMap::default(),
        partial: vec![false; count],
    };
    let mut blank_ties: Vec<(u32, usize)> = vec![(0, 0); ties.len()];
    let columns = Columns { child, facility, score, ties: &ties };
    let plain = match (&children, &facilities) {
        (Some(c), Some(f)) => columns.plain_rows(table, c, f),
        _ => vec![None; table.rows()],
    };
    for (row, plain) in plain.into_iter().enumerate() {
        // A second row for the same is read again, to be told.
        if let Some(score) = plain
            && let slot @ None = out.slot(score.child, score.facility)
        {
            *slot = Some(row as u32);
            out.rows.push((score, row));
            continue;
        }
        let c = ids::need(&mut r, row, child, children.as_deref_mut(), &references::CHILD_UNKNOWN);
        let f = ids::refer(&mut r, row, facility, facilities.as_deref_mut(), &references::FACILITY_UNKNOWN);
        let points = r.thousandths(row, score);
        if points == Ok(None) {
            let _ = r.need_id(row, score);
        }
        let keys: Vec<_> = ties.iter().map(|&t| r.thousandths(row, t)).collect();
        let Ok(c) = c else { continue };
        let f = match f {
            Ok(Reference::To(f)) => Some(f),
            Ok(Reference::Blank) => None,
            Err(_) => {
                out.partial[c as usize] = true;
                continue;
            }
        };
        let slot = out.slot(c, f);
        if let Some(first) = *slot {
            let id = children.as_ref().map_or("", |x| x.name(c)).to_owned();
            let finding = r
                .finding(&references::SCORE_DUPLICATE, row, child)
                .arg("child", id)
                .arg("first_line", table.line(first as usize));
            r.push(row, finding);
            continue;
        }
        *slot = Some(row as u32);
        for (slot, key) in blank_ties.iter_mut().zip(&keys) {
            if *key == Ok(None) {
                if slot.0 == 0 {
                    slot.1 = row;
                }
                slot.0 += 1;
            }
        }
        let keys: Result<Box<[Thousandths]>, _> =
            keys.into_iter().map(|k| k.map(|k| k.map_or(ScoreTable::BLANK, Thousandths))).collect();
        if let (Ok(Some(points)), Ok(ties)) = (points, keys) {
            out.rows.push((ScoreRow { child: c, facility: f, points: Thousandths(points), ties }, row));
        }
    }
    for (&col, (n, row)) in ties.iter().zip(blank_ties).filter(|(_, b)| b.0 > 0) {
        let finding = Finding::new(&consistency::TIE_BLANK, table.place_at(row, col)).arg("count", n);
        r.push(row, finding);
    }
    r.finish(findings);
    Some(out)
}
