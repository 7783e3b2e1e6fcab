//! What would have sufficed, in words.

use super::{Counterfactuals, LineCounterfactual, LooserTerms, MorePoints, MoreSeats};
use crate::Lang;
use crate::explain::club::texts::season_name;
use crate::explain::club::{Decided, SeatsOn, days_text};
use crate::explain::counterfactual::{NO_TERMS, Sentence, TERMS, Topic, Tried, terms_at};
use crate::priority::Thousandths;
use crate::programme::club::{ClubIndex, Days, Entry, Round, Season};
use crate::programme::siblings::SiblingTerms;

/// A sentence about what would have sufficed, or that nothing of the kind would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it speaks of.
    pub topic: Topic,
    /// The place of the line in the child's list; `None` if it speaks of the child as a whole.
    pub wish_rank: Option<u32>,
    /// Whether something would have sufficed.
    pub suffices: bool,
    /// How many points more.
    pub points: Option<Thousandths>,
    /// How many seats more, and where.
    pub seats: Vec<(SeatsOn, u32)>,
    /// Where the child then is; of other clubs all where it could have been.
    pub clubs: Vec<ClubIndex>,
    /// The days on which it then comes, where it has one line.
    pub days: Option<Days>,
    /// The sentence.
    pub text: String,
}

const POINTS: Sentence = Sentence(
    "{line}：指数があと {more} 点（{points} 点）あれば、{given}。",
    "{line}: with {more} more ({points}) {given}.",
);
const NO_POINTS: Sentence = Sentence(
    "{line}：指数がほかの誰より高くても、この希望には決まりませんでした。",
    "{line}: not even more points than anybody else would have been enough.",
);
const SEATS: Sentence = Sentence(
    "{line}：足りなかった席（{seats}）があれば、{given}。",
    "{line}: with the missing seats ({seats}) {given}.",
);
const NO_SEATS: Sentence = Sentence(
    "{line}：足りなかった席があっても、この希望には決まりませんでした。",
    "{line}: the missing seats alone would not have been enough.",
);
const DAYS: Sentence = Sentence(
    "{line}：利用する曜日を{days}に減らしてもよいとしていれば、その曜日で決まっていました。",
    "{line}: had it accepted {days} only, it would have come on these days.",
);
const NO_DAYS: Sentence = Sentence(
    "{line}：空きのある曜日だけに減らしても、決まりませんでした。",
    "{line}: coming only on the days with a free seat would not have been enough.",
);
const GIVEN: Sentence = Sentence("この希望に決まっていました", "it would have been given");
const BETTER: Sentence = Sentence(
    "より上位の希望のクラブ {better}（{days}）に決まっていました",
    "a better wish, club {better} ({days}), would have been given",
);
const CLUBS: Sentence = Sentence(
    "希望していないクラブのうち、希望していれば希望する曜日のすべてで決まっていたクラブ：{clubs}。",
    "Clubs not on the list that would have had a seat on all its days, had they been listed: {clubs}.",
);
const NO_CLUB: Sentence = Sentence(
    "希望していないクラブのうち、希望していれば決まっていたクラブは見つかりませんでした。",
    "No club that is not on the list was found that would have had a seat, had it been listed.",
);

impl Counterfactuals {
    /// Everything as sentences: club by club, then the sibling condition, then other clubs. Clubs stand with their ids.
    pub fn told(&self, decided: &Decided<'_>, lang: Lang) -> Vec<Told> {
        let round = decided.round;
        let mut told: Vec<Told> = self.lines.iter().flat_map(|l| l.told(round, lang)).collect();
        match &self.terms {
            Tried::NotAsked => {}
            Tried::InVain => told.push(Told::new(Topic::Terms, None, NO_TERMS.of(lang, |_| String::new()))),
            Tried::Sufficed(terms) => {
                let first = round.households()[round.household_of(self.child) as usize].children.start;
                let own = terms.lines.get((self.child - first) as usize).copied().flatten();
                let text = self.terms_text(terms, round, lang);
                told.push(Told::new(Topic::Terms, None, text).suffices_with(own));
            }
        }
        match &self.added {
            Tried::NotAsked => {}
            Tried::InVain => told.push(Told::new(Topic::Wish, None, NO_CLUB.of(lang, |_| String::new()))),
            Tried::Sufficed(clubs) => {
                let ids: Vec<&str> = clubs.iter().map(|&c| id(round, c)).collect();
                let text = CLUBS.of(lang, |_| ids.join(lang.pick("、", ", ")));
                let days = Some(round.children()[self.child as usize].days);
                let found = Told::new(Topic::Wish, None, text);
                told.push(Told { suffices: true, clubs: clubs.clone(), days, ..found });
            }
        }
        told
    }

    fn terms_text(&self, looser: &LooserTerms, round: &Round, lang: Lang) -> String {
        let household = round.household_of(self.child) as usize;
        let children = round.households()[household].children.clone().zip(&looser.lines);
        let got: Vec<String> = children
            .map(|(child, line)| {
                let child = &round.children()[child as usize].id;
                match line {
                    Some(line) => {
                        let (club, days) = (id(round, line.club), days_text(line.days, lang));
                        lang.pick(
                            format!("児童 {child} はクラブ {club}（{days}）"),
                            format!("child {child} at club {club} ({days})"),
                        )
                    }
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

impl Told {
    fn new(topic: Topic, wish_rank: Option<u32>, text: String) -> Self {
        let (points, seats, clubs, days) = (None, Vec::new(), Vec::new(), None);
        Told { topic, wish_rank, suffices: false, points, seats, clubs, days, text }
    }

    fn suffices_with(self, line: Option<Entry>) -> Self {
        let (clubs, days) = (line.iter().map(|l| l.club).collect(), line.map(|l| l.days));
        Told { suffices: true, clubs, days, ..self }
    }
}

impl LineCounterfactual {
    fn told(&self, round: &Round, lang: Lang) -> Vec<Told> {
        let (asked, wish) = (round.entry(self.reason.entry), self.reason.wish_rank);
        let (club, days) = (id(round, asked.club), days_text(asked.days, lang));
        let line = lang.pick(
            format!("第{wish}希望 クラブ {club}（{days}）"),
            format!("Wish {wish}, club {club} ({days})"),
        );
        let given = |got: Entry| match got == asked {
            true => GIVEN.of(lang, |_| String::new()),
            false => BETTER.of(lang, |name| match name {
                "better" => id(round, got.club).to_owned(),
                _ => days_text(got.days, lang),
            }),
        };
        let say = |sentence: &Sentence, more: &dyn Fn(&str) -> String| {
            sentence.of(lang, |name| if name == "line" { line.clone() } else { more(name) })
        };
        let mut told = Vec::new();
        let tell = |topic, text| Told::new(topic, Some(wish), text);
        match self.points {
            Tried::NotAsked => {}
            Tried::InVain => told.push(tell(Topic::Points, say(&NO_POINTS, &|_| String::new()))),
            Tried::Sufficed(MorePoints { more, points, line }) => {
                let text = say(&POINTS, &|name| match name {
                    "more" => match lang {
                        Lang::Ja => more.to_string(),
                        Lang::En => format!("{more} point{}", if more.0 == 1000 { "" } else { "s" }),
                    },
                    "points" => points.to_string(),
                    _ => given(line),
                });
                let found = tell(Topic::Points, text).suffices_with(Some(line));
                told.push(Told { points: Some(more), ..found });
            }
        }
        match &self.seats {
            Tried::NotAsked => {}
            Tried::InVain => told.push(tell(Topic::Seats, say(&NO_SEATS, &|_| String::new()))),
            Tried::Sufficed(MoreSeats { seats, line }) => {
                let text = say(&SEATS, &|name| match name {
                    "seats" => seats_text(round, seats, lang),
                    _ => given(*line),
                });
                let found = tell(Topic::Seats, text).suffices_with(Some(*line));
                told.push(Told { seats: seats.clone(), ..found });
            }
        }
        match self.days {
            Tried::NotAsked => {}
            Tried::InVain => told.push(tell(Topic::Days, say(&NO_DAYS, &|_| String::new()))),
            Tried::Sufficed(line) => {
                let text = say(&DAYS, &|_| days_text(line.days, lang));
                told.push(tell(Topic::Days, text).suffices_with(Some(line)));
            }
        }
        told
    }
}

fn id(round: &Round, club: ClubIndex) -> &str {
    &round.clubs()[club as usize].id
}

/// A sibling condition of a round of clubs in a few words, as application forms print it.
pub fn terms_name(terms: SiblingTerms, lang: Lang) -> String {
    terms_at(terms, "クラブ", ["club", "clubs"], lang)
}

/// How many seats more and where: season by season the days with as many, then the routes.
pub fn seats_text(round: &Round, seats: &[(SeatsOn, u32)], lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    for season in Season::ALL {
        let here =
            || seats.iter().filter_map(|&(on, n)| Some((on.slot()?, n))).filter(|s| s.0.season == season);
        let mut counts: Vec<u32> = here().map(|s| s.1).collect();
        counts.sort_unstable();
        counts.dedup();
        for count in counts {
            let days: Days = here().filter(|s| s.1 == count).map(|s| s.0.day).collect();
            let (season, each) = (season_name(season, lang), days.len() > 1);
            let days = days_text(days, lang);
            parts.push(match (lang, each) {
                (Lang::Ja, true) => format!("{season} {days} 各{count}席"),
                (Lang::Ja, false) => format!("{season} {days} {count}席"),
                (Lang::En, true) => format!("{season} {days}, {count} each"),
                (Lang::En, false) => format!("{season} {days}, {count}"),
            });
        }
    }
    for &(on, count) in seats {
        if let Some(route) = on.route() {
            let route = &round.routes()[route as usize].id;
            parts.push(lang.pick(format!("送迎 {route} {count}席"), format!("route {route}, {count}")));
        }
    }
    parts.join(lang.pick("、", "; "))
}
