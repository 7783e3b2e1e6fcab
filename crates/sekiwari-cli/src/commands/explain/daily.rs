//! `explain` for a round of day services: a request, or all requests of a child.

use sekiwari::Lang;
use sekiwari::explain::daily::{
    Decided, Limit, decision_text, main_reasons, next_if_cancelled, order_text, place_text, reasons_of,
    waiting,
};
use sekiwari::market::day::RoomKind;
use sekiwari::programme::daily::round::RequestIndex;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::did_you_mean;
use sekiwari_files::normalise::{fold_width, outer_blanks_stripped};
use sekiwari_files::results::{read_day_proof, read_day_result};
use sekiwari_files::write::{DayProofJson, unguard};
use std::fmt::Write as _;
use std::path::Path;

use crate::days;
use crate::failure::{Exit, Failure};
use crate::given::{self, GivenDays};

/// Requests named that could take a place.
const NEXT: usize = 5;

/// Why a request, or each of a child's, has its decision; with the digest of the round that was decided. An exit if the table
/// beside the result is no possible allocation of the round, which has been told.
///
/// # Errors
/// [`Failure`] if a file is missing, or nothing has that id.
pub(super) fn explanation(
    loaded: &LoadedDaily,
    dir: &Path,
    id: &str,
    lang: Lang,
) -> Result<Result<(String, String), Exit>, Failure> {
    let round = &loaded.round;
    let wanted = find(loaded, id)?;
    let result = read_day_result(dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?;
    let given = match given::read_daily(loaded, (dir, &result), lang, false)? {
        Ok(given) => given,
        Err(exit) => return Ok(Err(exit)),
    };
    let GivenDays { compiled, answer, verdict, rule } = &given;
    let (keys, breaches) = (rule.keys(&compiled.market), days::breaches(*rule, verdict));
    let decided = Decided::new(round, compiled, answer, &keys, breaches);
    let proof = read_day_proof(dir).filter(|p| p.input_sha256 == result.input_sha256);
    let teller = Teller { decided: &decided, rule: &result.mechanism, proof: proof.as_ref(), lang };
    let texts: Vec<String> = wanted.into_iter().map(|request| teller.request(request)).collect();
    Ok(Ok((texts.join("\n"), result.input_sha256)))
}

/// The request of an id, or all of the child of that id.
fn find(loaded: &LoadedDaily, id: &str) -> Result<Vec<RequestIndex>, Failure> {
    let round = &loaded.round;
    let read = fold_width(outer_blanks_stripped(id));
    for id in [read.as_ref(), unguard(&read)] {
        if let Some(request) = round.request_by_id(id) {
            return Ok(vec![request]);
        }
        if let Some(child) = round.child_by_id(id) {
            let own = (0..).zip(round.requests()).filter(|(_, q)| q.child == child).map(|(r, _)| r);
            let own: Vec<RequestIndex> = own.collect();
            if own.is_empty() {
                return Err(Failure::new(
                    format!("児童 {id} の申込みはありません。"),
                    format!("the child {id} asks for nothing"),
                ));
            }
            return Ok(own);
        }
    }
    let ids = round.requests().iter().map(|q| q.id.as_str());
    let near = did_you_mean(id, ids.chain(round.children().iter().map(|c| c.id.as_str())));
    let (ja, en) = near.map_or_else(Default::default, |n| {
        (format!("「{n}」の誤りではありませんか。"), format!(" (did you mean {n}?)"))
    });
    Err(Failure::new(
        format!("{id} という申込みも児童もありません。{ja}"),
        format!("{id} is neither a request nor a child of this round{en}"),
    ))
}

struct Teller<'a> {
    decided: &'a Decided<'a>,
    rule: &'a str,
    proof: Option<&'a DayProofJson>,
    lang: Lang,
}

impl Teller<'_> {
    fn request(&self, request: RequestIndex) -> String {
        let (decided, lang) = (self.decided, self.lang);
        let reasons = reasons_of(decided, request);
        let main = main_reasons(decided, &reasons)[request as usize];
        let mut text = decision_text(decided, request, main, lang);
        text.push('\n');
        if decided.round().group_of(request).is_some() {
            let _ = writeln!(text, "  {}", order_text(decided, request, lang));
        }
        for reason in &reasons {
            let _ = writeln!(text, "  {} [{}]", reason.text(decided, self.rule, lang), reason.cause.as_str());
        }
        text + &self.proof(request) + &self.waiting(request) + &self.next(request)
    }

    /// The full times that show that it had to be refused.
    fn proof(&self, request: RequestIndex) -> String {
        let id = &self.decided.round().requests()[request as usize].id;
        let of = |proof: &DayProofJson| {
            let mut order = proof.order.iter();
            let refused = order.find(|o| o.request_ids.contains(id))?.refused.clone()?;
            refused.text
        };
        let Some(full) = self.proof.and_then(of) else { return String::new() };
        self.lang.pick(
            format!(
                "  先の順番の申込みをどう動かしても席を作れないことの根拠 (すべて埋まっています): {}\n",
                full.ja
            ),
            format!(
                "  However those before it are moved there is no place; all of this is full: {}\n",
                full.en
            ),
        )
    }

    /// Who could come if it were cancelled.
    fn next(&self, request: RequestIndex) -> String {
        let ids: Vec<&str> = next_if_cancelled(self.decided, request)
            .into_iter()
            .take(NEXT)
            .map(|r| self.decided.round().requests()[r as usize].id.as_str())
            .collect();
        if ids.is_empty() {
            return String::new();
        }
        self.lang.pick(
            format!("  取り消されたときに利用できる申込み (順番のとおり): {}\n", ids.join("、")),
            format!("  If it is cancelled, these could come, in order: {}\n", ids.join(", ")),
        )
    }

    /// Where it waits, and for what.
    fn waiting(&self, request: RequestIndex) -> String {
        let (decided, lang) = (self.decided, self.lang);
        let Some(group) = decided.round().group_of(request).filter(|&g| !decided.is_granted(g)) else {
            return String::new();
        };
        let mut text = String::new();
        let mut told = Vec::new();
        for stay in decided.compiled().market.request(group as usize).stays() {
            if told.contains(&stay.opening) {
                continue;
            }
            told.push(stay.opening);
            let list = waiting(decided, stay.opening);
            let Some(line) = list.iter().find(|w| w.group == group) else { continue };
            let at = decided.compiled().openings[stay.opening as usize];
            let (place, position) = (place_text(decided.round(), at.offer, at.day, lang), line.place);
            let room = |limit| line.lacks.iter().find(|b| b.limit == limit).and_then(|b| b.room);
            let labels: Vec<&str> =
                line.one_more.iter().map(|&limit| one_more(limit, room(limit), lang)).collect();
            let need = match labels.is_empty() {
                true => lang
                    .pick("二つ以上のものが空く必要があります", "more than one thing would have to come free")
                    .to_owned(),
                false => lang.pick(
                    format!("{}が一つ空けば利用できます", labels.join("または")),
                    format!("one more {} would do", labels.join(" or ")),
                ),
            };
            text += &lang.pick(
                format!("  空き待ち: {place} {position} 番目。{need}。\n"),
                format!("  Waiting: {place}, position {position}; {need}.\n"),
            );
        }
        text
    }
}

/// What would have to come free; of rooms of a kind, where the site has several.
fn one_more(limit: Limit, room: Option<RoomKind>, lang: Lang) -> &'static str {
    let (ja, en) = match limit {
        Limit::Rooms if room.is_some() => ("隔離室", "isolation room"),
        Limit::Seats if room.is_some() => {
            ("同室できる病気の部屋の席", "seat in a room for illnesses that may be together")
        }
        Limit::Rooms => ("部屋", "room"),
        Limit::Seats => ("席", "seat"),
        Limit::ClassSeats => ("この年齢の席", "seat for this age"),
        Limit::Teachers => ("保育士", "teacher"),
        Limit::Nurses => ("看護師", "nurse"),
        Limit::Cap => ("利用日数", "day of the cap"),
        Limit::Elsewhere => ("同じ時間の利用", "use at that time"),
    };
    lang.pick(ja, en)
}
