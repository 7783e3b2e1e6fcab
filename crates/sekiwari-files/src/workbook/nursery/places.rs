//! The sheets about facilities: one row each, and a sheet each.

use super::super::WorkbookError;
use super::super::book::{Head, NUMBER, Titles, head};
use super::super::outcome;
use super::{Writer, class_name};
use rust_xlsxwriter::Worksheet;
use sekiwari::explain::Waiting;
use sekiwari::market::{ClaimantId, PoolId};
use sekiwari::programme::nursery::{ChildIndex, ClassSet, FacilityIndex};
use std::collections::BTreeMap;

impl Writer<'_> {
    /// Classes are told apart as the seats are: a column for each set of classes that share seats somewhere.
    pub(super) fn facilities(
        &self,
        name: &str,
        own: &[(FacilityIndex, String)],
    ) -> Result<Worksheet, WorkbookError> {
        let (round, decided) = (self.round, self.tables.decided);
        let mut left: BTreeMap<(ClassSet, FacilityIndex), u32> = BTreeMap::new();
        let mut sums = vec![[0u32; 4]; round.facilities().len()];
        for cut in &self.tables.cut_offs {
            let label = &decided.compiled().pools[cut.pool.index()];
            let Some(classes) = label.classes else { continue };
            *left.entry((classes, label.facility)).or_default() += cut.left;
            let sum = &mut sums[label.facility as usize];
            for (sum, number) in sum.iter_mut().zip([cut.seats, cut.taken, cut.kept, cut.left]) {
                *sum += number;
            }
        }
        let mut applicants = vec![[0u32; 2]; round.facilities().len()];
        for (i, child) in (0..).zip(round.children()) {
            let others = round.list(i).iter().enumerate().filter(|(_, f)| child.current != Some(**f));
            for (place, &facility) in others {
                applicants[facility as usize][0] += 1;
                applicants[facility as usize][1] += u32::from(place == 0);
            }
        }
        let mut sets: Vec<ClassSet> = left.keys().map(|k| k.0).collect();
        sets.dedup();
        let mut heads: Vec<Head> = self.facility_heads().into();
        heads.extend([
            self.head("種別", "Kind"),
            self.head("地区", "District"),
            self.number("席", "Seats"),
            self.number("申込児童", "Applicants"),
            self.number("うち第1希望", "First wishes"),
            self.number("決定", "Taken"),
            self.number("うち在園継続", "Kept"),
            self.number("残り", "Left"),
        ]);
        let class = |set: &ClassSet| self.lang.pick(format!("{set}歳 残り"), format!("Left, class {set}"));
        heads.extend(sets.iter().map(|set| head(class(set), NUMBER)));
        heads.push(self.head("シート", "Sheet"));
        let mut sheet = self.book.sheet(name, &heads)?;
        for (f, facility) in (0..).zip(round.facilities()) {
            let [seats, taken, kept, rest] = sums[f as usize];
            self.facility_cells(&mut sheet, Some(f))?;
            sheet.text(facility.kind.as_deref().unwrap_or_default())?;
            sheet.text(facility.district.as_deref().unwrap_or_default())?;
            let [all, first] = applicants[f as usize];
            for number in [seats, all, first, taken, kept, rest] {
                sheet.whole(number)?;
            }
            for set in &sets {
                sheet.maybe(left.get(&(*set, f)).copied())?;
            }
            let name = own.iter().find(|(at, _)| *at == f).map_or("", |(_, name)| name);
            sheet.text(name)?.end_row()?;
        }
        sheet.finish()
    }

    /// Whom a facility admitted, class by class and best first, then who waits there.
    pub(super) fn facility(
        &self,
        name: &str,
        facility: FacilityIndex,
        by_pool: &BTreeMap<PoolId, Vec<Waiting>>,
    ) -> Result<Worksheet, WorkbookError> {
        let (decided, lang) = (self.tables.decided, self.lang);
        let mut heads = vec![self.number("クラス", "Class")];
        heads.extend(self.seat_head());
        heads.extend([self.head("区分", "State"), self.number("順番", "Place")]);
        heads.extend(self.child_heads());
        heads.extend([self.number("児童のクラス", "Child's class"), self.number("希望順位", "Wish")]);
        heads.extend(self.tie_heads(("指数", "Points")));
        heads.extend([self.head("今回の結果", "Outcome"), self.head("決まった施設", "Its facility")]);
        let mut sheet = self.book.sheet(name, &heads)?;
        let pools = self.tables.cut_offs.iter().map(|c| c.pool);
        for pool in pools.filter(|p| decided.compiled().pools[p.index()].facility == facility) {
            let mut seated: Vec<ClaimantId> = decided.sitting(pool).to_vec();
            // A child that takes several seats is one row.
            seated.dedup_by_key(|c| decided.market().claimant(*c).child);
            let waiting = by_pool.get(&pool).map_or(&[][..], Vec::as_slice);
            let seated = (1..).zip(seated).map(|(place, c)| (None, place, c));
            let waits = lang.pick("待ち", "waits");
            for (state, place, claimant) in
                seated.chain(waiting.iter().map(|w| (Some(waits), w.place, w.claimant)))
            {
                let child = decided.market().claimant(claimant).child.index() as ChildIndex;
                let label = &decided.compiled().pools[pool.index()];
                sheet.text(&class_name(label.classes))?;
                self.seat(&mut sheet, Some(label.reserve))?;
                let kind = self.tables.decisions[child as usize].kind;
                sheet.text(state.unwrap_or(outcome(kind, lang)))?.whole(place)?;
                self.child(&mut sheet, child)?;
                let rank = decided.compiled().entry_of(claimant) - self.round.list_offset(child) + 1;
                sheet.whole(self.round.children()[child as usize].class.get())?.whole(rank as u32)?;
                self.ties(&mut sheet, Some(claimant))?;
                self.got(&mut sheet, child, lang)?;
                sheet.end_row()?;
            }
        }
        sheet.finish()
    }
}
