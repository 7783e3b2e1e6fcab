//! From options to a round.

use crate::calibration as figures;
use crate::conditions::{draw_joint, draw_terms};
use crate::draw::{Draw, Stream, permille};
use crate::families::{Family, birth_date, draw_families};
use crate::lists::{draw_current, draw_list};
use crate::options::Options;
use crate::scores::{HouseholdScore, TIE_NAMES};
use crate::town::{Near, Town, digits, open_seats, seat_rows};
use jiff::civil::date;
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::{Affiliation, AgeClass, Child, RoundData, ScoreRow, WishRow};

/// Makes a synthetic round: same options, same round, on any machine. Time and memory are linear in the children.
///
/// The result always passes `Round::new`. Calibration: [`crate::calibration`].
///
/// ```
/// use sekiwari::programme::nursery::Round;
/// let data = sekiwari_synth::generate(&sekiwari_synth::Options::new(200, 1));
/// let round = Round::new(data).expect("a valid round");
/// assert_eq!(round.children().len(), 200);
/// ```
pub fn generate(options: &Options) -> RoundData {
    let options = options.clamped();
    let town = Town::new(&options);
    let (data, holders) = applicants(&options, &town);
    let seeking = options.children - holders;
    let total = u64::from(seeking) * u64::from(options.seats_permille) / 1000;
    let mut draw = Draw::new(options.seed, Stream::Terms);
    RoundData {
        name: format!("合成ラウンド {}人 seed {}", options.children, options.seed),
        facilities: town.facilities(),
        seats: seat_rows(&town, &open_seats(&town, total), options.shared_permille, &mut draw),
        limits: Vec::new(),
        reserves: Vec::new(),
        ..data
    }
}

/// The applications in a town, without name, facilities and seats; and how many of the children hold a seat.
pub(crate) fn applicants(options: &Options, town: &Town) -> (RoundData, u32) {
    let near = Near::new(town);
    let families = draw_families(options, town);
    let mut maker = Maker::new(options, town, &near);
    let width = digits(families.len());
    for (i, family) in families.iter().enumerate() {
        maker.add(family, format!("H{:0width$}", i + 1));
    }
    (maker.data, maker.holders)
}

/// How many tie keys the tables have: none where points are coarse.
fn tie_keys(options: &Options) -> usize {
    if options.tie_step == 0 { TIE_NAMES.len() } else { 0 }
}

/// Adds households to the tables one by one.
struct Maker<'a> {
    options: &'a Options,
    town: &'a Town,
    near: &'a Near,
    lists: Draw,
    scores: Draw,
    terms: Draw,
    classes: Vec<AgeClass>,
    child_width: usize,
    // Children of classes 1-5 still to come, and transfers still wanted among them.
    movable_left: u32,
    transfers_left: u32,
    holders: u32,
    data: RoundData,
}

impl<'a> Maker<'a> {
    fn new(options: &'a Options, town: &'a Town, near: &'a Near) -> Self {
        let mix = crate::draw::share_out(u64::from(options.children), figures::CLASS_MIX);
        let movable = options.children - mix[0];
        let n = options.children as usize;
        Self {
            options,
            town,
            near,
            lists: Draw::new(options.seed, Stream::Lists),
            scores: Draw::new(options.seed, Stream::Scores),
            terms: Draw::new(options.seed ^ 1 << 63, Stream::Terms),
            classes: AgeClass::all().collect(),
            child_width: digits(n),
            movable_left: movable,
            transfers_left: permille(options.children, options.transfer_permille).min(movable),
            holders: 0,
            data: RoundData {
                name: String::new(),
                fiscal_year: options.fiscal_year,
                entry_date: date(options.fiscal_year, 4, 1),
                facilities: Vec::new(),
                seats: Vec::new(),
                limits: Vec::new(),
                reserves: Vec::new(),
                children: Vec::with_capacity(n),
                wishes: Vec::with_capacity(n * 7 / 2),
                terms: Vec::new(),
                joint_wishes: Vec::new(),
                decisions: Vec::new(),
                tie_names: TIE_NAMES[..tie_keys(options)].iter().map(|&name| name.to_owned()).collect(),
                scores: Vec::with_capacity(n + n / 8),
            },
        }
    }

    fn add(&mut self, family: &Family, id: String) {
        let first = self.data.children.len() as u32;
        let household = HouseholdScore::draw(&mut self.scores, family.classes.len());
        let mut lists: Vec<Vec<u32>> = Vec::with_capacity(family.classes.len());
        let mut born = birth_date(&mut self.lists, family.classes[0], self.options.fiscal_year);
        for (k, &class) in family.classes.iter().enumerate() {
            if k > 0 && family.classes[k - 1] != class {
                born = birth_date(&mut self.lists, class, self.options.fiscal_year);
            }
            let elder = lists.last().map_or(&[][..], |l| l);
            let wanted = self.options.list_length;
            let mut list = draw_list(&mut self.lists, self.town, self.near, family, class, elder, wanted);
            let current = self.transfer(family, class, &mut list);
            let child = self.data.children.len() as u32;
            self.score(child, class, current.is_some(), household, &list, family.classes.len());
            self.data.children.push((
                id.clone(),
                Child {
                    id: format!("C{:0width$}", child + 1, width = self.child_width),
                    class: self.classes[usize::from(class)],
                    birth_date: Some(born),
                    current,
                    district: Some(self.town.districts[family.district as usize].clone()),
                    position: Some(family.home),
                    affiliation: Affiliation::default(),
                },
            ));
            lists.push(list);
        }
        if lists.len() < 2 || !self.condition(first, &lists, id) {
            for (child, list) in (first..).zip(&lists) {
                let rows = list.iter().zip(1..).map(|(&facility, rank)| WishRow { child, rank, facility });
                self.data.wishes.extend(rows);
            }
        }
    }

    /// Makes the child a transfer applicant if its turn has come: exactly the wanted number over the round.
    fn transfer(&mut self, family: &Family, class: u8, list: &mut Vec<u32>) -> Option<u32> {
        if class == 0 {
            return None;
        }
        let chosen = self.lists.below(self.movable_left) < self.transfers_left;
        self.movable_left -= 1;
        if !chosen {
            return None;
        }
        let current = draw_current(&mut self.lists, self.town, self.near, family, class, list)?;
        self.transfers_left -= 1;
        self.holders += 1;
        Some(current)
    }

    fn score(
        &mut self,
        child: u32,
        class: u8,
        moves: bool,
        household: HouseholdScore,
        list: &[u32],
        applying: usize,
    ) {
        let draw = &mut self.scores;
        let mut extra = if moves { figures::TRANSFER_POINTS } else { 0 };
        if class == 3 && !moves && draw.chance(figures::LEAVERS) {
            extra += figures::LEAVER_POINTS;
        }
        let step = self.options.tie_step;
        let ties: Box<[Thousandths]> = household.tie_row()[..tie_keys(self.options)].into();
        // The facility of an enrolled sibling is mostly, not always, the first wish.
        let enrolled = (applying == 1 && draw.chance(figures::SIBLING_ENROLLED)).then(|| {
            let place = if draw.chance(850) { 0 } else { draw.below(list.len() as u32) as usize };
            list[place]
        });
        let mut push = |facility, points: Thousandths| {
            self.data.scores.push(ScoreRow { child, facility, points, ties: ties.clone() });
        };
        push(None, household.with(extra, step));
        let noise = self.options.priority_noise as i32;
        for &facility in list {
            let bonus = if enrolled == Some(facility) { figures::SIBLING_POINTS } else { 0 };
            let noisy = i64::from(draw.between(-noise, noise));
            if bonus + noisy != 0 {
                push(Some(facility), household.with(extra + bonus + noisy, step));
            }
        }
    }

    /// A sibling condition or a joint list; says whether it is a joint list, which stands for the own lists.
    fn condition(&mut self, first: u32, lists: &[Vec<u32>], id: String) -> bool {
        if self.terms.chance(self.options.joint_wishes_permille) {
            let children: Vec<(u32, &[u32], Option<u32>)> = lists
                .iter()
                .zip(first..)
                .map(|(list, i)| (i, list.as_slice(), self.data.children[i as usize].1.current))
                .collect();
            let rows = draw_joint(&mut self.terms, &children);
            if !rows.is_empty() {
                self.data.joint_wishes.extend(rows);
                return true;
            }
        }
        self.data.terms.extend(draw_terms(&mut self.terms).map(|terms| (id, terms)));
        false
    }
}
