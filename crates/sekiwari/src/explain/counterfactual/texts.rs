//! What would have sufficed, in words.

use super::{Counterfactuals, LooserTerms, MorePoints, MoreSeats, Tried, WishCounterfactual};
use crate::Lang;
use crate::explain::Decided;
use crate::lang::fill;
use crate::priority::Thousandths;
use crate::programme::nursery::{FacilityIndex, PoolLabel};
use crate::programme::siblings::{Joint, SiblingTerms, SingleFallback};
use std::fmt;

/// What a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// More points.
    Points,
    /// More seats.
    Seats,
    /// A looser sibling condition.
    Terms,
    /// Another wish.
    Wish,
    /// Fewer days, in rounds of clubs.
    Days,
}

impl Topic {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::Points => "points",
            Topic::Seats => "seats",
            Topic::Terms => "terms",
            Topic::Wish => "wish",
            Topic::Days => "days",
        }
    }
}

/// How much more would have sufficed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// Points, at every facility.
    Points(Thousandths),
    /// Seats, in one pool.
    Seats(u32),
}

impl fmt::Display for More {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            More::Points(points) => write!(f, "{points}"),
            More::Seats(seats) => write!(f, "{seats}"),
        }
    }
}

/// A sentence about what would have sufficed, or that nothing of the kind would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it speaks of.
    pub topic: Topic,
    /// The place of the wish in the child's list; `None` if it speaks of the child as a whole.
    pub wish_rank: Option<u32>,
    /// Whether something would have sufficed.
    pub suffices: bool,
    /// How much more, of points and seats.
    pub more: Option<More>,
    /// What the child then gets; of other wishes all that it could have got.
    pub facilities: Vec<FacilityIndex>,
    /// The sentence.
    pub text: String,
}

/// A sentence in Japanese and English, with places.
pub(in crate::explain) struct Sentence(
    pub(in crate::explain) &'static str,
    pub(in crate::explain) &'static str,
);

const POINTS: Sentence = Sentence(
    "第{wish}希望 施設 {facility}：指数があと {more} 点（{points} 点）あれば、{given}。",
    "Wish {wish}, facility {facility}: with {more} more ({points}) {given}.",
);
const NO_POINTS: Sentence = Sentence(
    "第{wish}希望 施設 {facility}：指数がほかの誰より高くても、この希望には決まりませんでした。",
    "Wish {wish}, facility {facility}: not even more points than anybody else would have been enough.",
);
const SEATS: Sentence = Sentence(
    "第{wish}希望 施設 {facility}：施設 {at}（{class}）の席があと {seats} あれば、{given}。",
    "Wish {wish}, facility {facility}: with {seats} more at facility {at} ({class}) {given}.",
);
const NO_SEATS: Sentence = Sentence(
    "第{wish}希望 施設 {facility}：足りなかった席があっても、この希望には決まりませんでした。",
    "Wish {wish}, facility {facility}: the missing seats alone would not have been enough.",
);
const GIVEN: Sentence = Sentence("この施設に決まっていました", "it would have been given");
const BETTER: Sentence = Sentence(
    "より上位の希望の施設 {better} に決まっていました",
    "a better wish, facility {better}, would have been given",
);
pub(in crate::explain) const TERMS: Sentence = Sentence(
    "きょうだいの条件が「{terms}」であれば、次のとおりでした：{children}。",
    "With the sibling condition \"{terms}\": {children}.",
);
pub(in crate::explain) const NO_TERMS: Sentence = Sentence(
    "きょうだいの条件をどのように緩めても、この児童の結果は上がりませんでした。",
    "No looser sibling condition would have given this child more.",
);
const WISH: Sentence = Sentence(
    "希望に書かれていない施設のうち、書かれていれば決まっていた施設：{facilities}。",
    "Facilities not on the list that would have had a seat, had they been listed: {facilities}.",
);
const NO_WISH: Sentence = Sentence(
    "希望に書かれていない施設のうち、書かれていれば決まっていた施設は見つかりませんでした。",
    "No facility that is not on the list was found that would have had a seat, had it been listed.",
);

impl Sentence {
    pub(in crate::explain) fn of(&self, lang: Lang, value: impl Fn(&str) -> String) -> String {
        let mut text = String::new();
        fill(lang.pick(self.0, self.1), &mut text, |name, text| text.push_str(&value(name)));
        text
    }
}

impl Counterfactuals {
    /// Everything as sentences: per wish, then the sibling condition, then other wishes. Facilities stand with their ids.
    pub fn told(&self, decided: &Decided<'_>, lang: Lang) -> Vec<Told> {
        let mut told: Vec<Told> = self.wishes.iter().flat_map(|w| w.told(decided, lang)).collect();
        let whole = |topic, facilities: Option<Vec<FacilityIndex>>, text| Told {
            topic,
            wish_rank: None,
            suffices: facilities.is_some(),
            more: None,
            facilities: facilities.unwrap_or_default(),
            text,
        };
        match &self.terms {
            Tried::NotAsked => {}
            Tried::InVain => told.push(whole(Topic::Terms, None, NO_TERMS.of(lang, |_| String::new()))),
            Tried::Sufficed(terms) => {
                let household = decided.round.household_of(self.child) as usize;
                let at = self.child - decided.round.households()[household].children.start;
                let own = terms.facilities.get(at as usize).copied().flatten();
                let text = self.terms_text(terms, decided, lang);
                told.push(whole(Topic::Terms, Some(own.into_iter().collect()), text));
            }
        }
        match &self.added {
            Tried::NotAsked => {}
            Tried::InVain => told.push(whole(Topic::Wish, None, NO_WISH.of(lang, |_| String::new()))),
            Tried::Sufficed(facilities) => {
                let ids: Vec<&str> = facilities.iter().map(|&f| id(decided, f)).collect();
                let text = WISH.of(lang, |_| ids.join(lang.pick("、", ", ")));
                told.push(whole(Topic::Wish, Some(facilities.clone()), text));
            }
        }
        told
    }

    fn terms_text(&self, looser: &LooserTerms, decided: &Decided<'_>, lang: Lang) -> String {
        let household = decided.round.household_of(self.child) as usize;
        let children = decided.round.households()[household].children.clone().zip(&looser.facilities);
        let got: Vec<String> = children
            .map(|(child, facility)| {
                let child = &decided.round.children()[child as usize].id;
                match facility {
                    Some(f) => lang.pick(
                        format!("児童 {child} は施設 {}", id(decided, *f)),
                        format!("child {child} at facility {}", id(decided, *f)),
                    ),
                    None => {
                        lang.pick(format!("児童 {child} は席なし"), format!("child {child} without a seat"))
                    }
                }
            })
            .collect();
        TERMS.of(lang, |name| match name {
            "terms" => terms_name(looser.terms, lang),
            _ => got.join(lang.pick("、", ", ")),
        })
    }
}

impl WishCounterfactual {
    fn told(&self, decided: &Decided<'_>, lang: Lang) -> Vec<Told> {
        let (facility, wish) = (self.reason.facility, self.reason.wish_rank);
        let given = |got: FacilityIndex| match got == facility {
            true => GIVEN.of(lang, |_| String::new()),
            false => BETTER.of(lang, |_| id(decided, got).to_owned()),
        };
        let say = |sentence: &Sentence, more: &dyn Fn(&str) -> String| {
            sentence.of(lang, |name| match name {
                "wish" => wish.to_string(),
                "facility" => id(decided, facility).to_owned(),
                other => more(other),
            })
        };
        let mut told = Vec::new();
        let mut tell = |topic, found: Option<(More, FacilityIndex)>, text| {
            let (more, facilities) = (found.map(|f| f.0), found.map(|f| f.1).into_iter().collect());
            told.push(Told {
                topic,
                wish_rank: Some(wish),
                suffices: found.is_some(),
                more,
                facilities,
                text,
            });
        };
        match self.points {
            Tried::NotAsked => {}
            Tried::InVain => tell(Topic::Points, None, say(&NO_POINTS, &|_| String::new())),
            Tried::Sufficed(MorePoints { more, points, facility: got }) => {
                let text = say(&POINTS, &|name| match name {
                    "more" => match lang {
                        Lang::Ja => more.to_string(),
                        Lang::En => format!("{more} point{}", if more.0 == 1000 { "" } else { "s" }),
                    },
                    "points" => points.to_string(),
                    _ => given(got),
                });
                tell(Topic::Points, Some((More::Points(more), got)), text);
            }
        }
        match self.seats {
            Tried::NotAsked => {}
            Tried::InVain => tell(Topic::Seats, None, say(&NO_SEATS, &|_| String::new())),
            Tried::Sufficed(MoreSeats { pool, seats, facility: got }) => {
                let label = &decided.compiled.pools[pool.index()];
                let text = say(&SEATS, &|name| match name {
                    "at" => id(decided, label.facility).to_owned(),
                    "class" => class_name(label, lang),
                    "seats" => match lang {
                        Lang::Ja => seats.to_string(),
                        Lang::En => format!("{seats} seat{}", if seats == 1 { "" } else { "s" }),
                    },
                    _ => given(got),
                });
                tell(Topic::Seats, Some((More::Seats(seats), got)), text);
            }
        }
        told
    }
}

fn id<'a>(decided: &Decided<'a>, facility: FacilityIndex) -> &'a str {
    &decided.round.facilities()[facility as usize].id
}

fn class_name(label: &PoolLabel, lang: Lang) -> String {
    let classes = label.classes.map_or_else(String::new, |c| c.to_string());
    lang.pick(format!("{classes}歳児"), format!("class {classes}"))
}

/// A sibling condition of a nursery round in a few words, as application forms print it.
pub fn terms_name(terms: SiblingTerms, lang: Lang) -> String {
    terms_at(terms, "施設", ["facility", "facilities"], lang)
}

/// A sibling condition in a few words, with the words for where children go.
pub(in crate::explain) fn terms_at(terms: SiblingTerms, ja: &str, en: [&str; 2], lang: Lang) -> String {
    if !terms.binds() {
        return lang.pick("きょうだいを別々に決めてよい", "each child may be decided on its own").to_owned();
    }
    let [one, several] = en;
    let (ja, en) = match terms.joint {
        Joint::SameFacility => (format!("同時に同じ{ja}"), format!("at once at the same {one}")),
        Joint::SameRound => {
            (format!("同時であれば別の{ja}でもよい"), format!("at once, {several} may differ"))
        }
        Joint::Independent => ("どの組み合わせでもよい".to_owned(), "any combination".to_owned()),
    };
    let (alone_ja, alone_en) = match terms.single_fallback {
        SingleFallback::None => ("1人だけの入所はしない", "none alone"),
        SingleFallback::Elder => ("上の子だけの入所でもよい", "the elder alone is accepted"),
        SingleFallback::Younger => ("下の子だけの入所でもよい", "the younger alone is accepted"),
        SingleFallback::Either => ("どちらか1人の入所でもよい", "either alone is accepted"),
        SingleFallback::ElderElseYounger => {
            ("上の子、だめなら下の子だけの入所でもよい", "the elder alone, else the younger, is accepted")
        }
    };
    lang.pick(format!("{ja}、{alone_ja}"), format!("{en}; {alone_en}"))
}
