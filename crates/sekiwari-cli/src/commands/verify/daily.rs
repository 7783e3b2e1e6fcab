//! `verify` for a round of day services.

use sekiwari::Lang;
use sekiwari::exact::day::DayRule;
use sekiwari::market::day::DayAnswer;
use sekiwari::programme::PlacementKind;
use sekiwari::verify::day::{DayNames, DayVerdict, Recheck, Rechecks};
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{
    DayReview, DayRoundNames, StatedResult, check_day_claims, read_days, read_result, review_days,
};
use serde_json::json;
use std::fmt::Write as _;

use super::{SHOWN, Verify, file_name};
use crate::console;
use crate::days;
use crate::failure::{Exit, Failure};
use crate::input;

/// Places tried to recheck one refusal: all together, at least, and at most.
const RECHECKS: (u64, u64, u64) = (400_000, 100, 20_000);

/// What trying other places says about the refusals.
#[derive(Clone, Copy, Default)]
struct Rechecked {
    right: u32,
    undecided: u32,
}

impl Verify {
    pub(super) fn daily(&self, loaded: &LoadedDaily, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let mut findings = Findings::new();
        let bytes = std::fs::read(&self.allocation).map_err(|e| Failure::io(&self.allocation, &e))?;
        let stated = read_days(bytes, &file_name(&self.allocation), &mut findings);
        let result = self.beside("result.json", &mut findings, read_result)?;
        let seed = result.as_ref().and_then(StatedResult::seed).unwrap_or(loaded.settings.lottery_seed);
        let compiled = days::compile_daily(loaded, seed, &mut findings)?;
        let (Some(stated), false) = (stated, findings.has_errors()) else {
            findings.sort();
            return input::refuse(&findings, lang, json);
        };
        let mut review = review_days(&loaded.round, &compiled, &stated);
        if let Some(result) = &result
            && review.is_clean()
        {
            let (round, sha) = (&loaded.round, &loaded.input_sha256);
            let claims = check_day_claims(round, &compiled, &review, sha, result);
            review.violations.append(claims);
        }
        let named = result.as_ref().and_then(StatedResult::mechanism).and_then(DayRule::from_name);
        let rule = named.or(loaded.settings.mechanism).unwrap_or_default();
        let names = DayRoundNames { round: &loaded.round, compiled: &compiled };
        let mut wrong = Vec::new();
        let mut rechecked = None;
        if let (Some((answer, verdict)), DayRule::Priority) = (&review.judged, rule)
            && verdict.is_orderly()
        {
            let (found, counts) = recheck(&names, answer);
            wrong = found;
            rechecked = Some(counts);
        }
        let said = Said {
            review: &review,
            names,
            rule,
            seed,
            with_result: result.is_some(),
            rechecked,
            wrong: &wrong,
        };
        let orderly = wrong.is_empty() && review.judged.as_ref().is_some_and(|(_, v)| v.is_orderly());
        let clean = review.is_clean() && (orderly || !self.require_stable);
        if json {
            console::say_json(&said.json(clean))?;
        } else {
            console::say(&said.text(lang))?;
        }
        Ok(Exit::clean_if(clean))
    }
}

/// Tries to give every refused request a place by moving those before it; the requests for which that can be done, and how
/// many of the others are settled.
fn recheck(names: &DayRoundNames<'_>, answer: &DayAnswer) -> (Vec<u32>, Rechecked) {
    let market = &names.compiled.market;
    let Ok(rechecks) = Rechecks::new(market, answer) else { return (Vec::new(), Rechecked::default()) };
    let refused: Vec<u32> = (0..).zip(&answer.given).filter(|(_, g)| g.is_none()).map(|(r, _)| r).collect();
    let (all, least, most) = RECHECKS;
    let limit = (all / (refused.len() as u64).max(1)).clamp(least, most);
    let (mut wrong, mut counts) = (Vec::new(), Rechecked::default());
    for request in refused {
        match rechecks.refusal(request, limit) {
            Recheck::Right => counts.right += 1,
            Recheck::Unknown => counts.undecided += 1,
            Recheck::Wrong(_) => wrong.push(request),
        }
    }
    (wrong, counts)
}

/// What the command tells.
struct Said<'a> {
    review: &'a DayReview,
    names: DayRoundNames<'a>,
    rule: DayRule,
    seed: u64,
    with_result: bool,
    rechecked: Option<Rechecked>,
    /// Refused although those before could make room.
    wrong: &'a [u32],
}

impl Said<'_> {
    fn count(&self, kind: Option<PlacementKind>) -> usize {
        self.review.decisions.iter().filter(|d| d.kind == kind).count()
    }

    fn counts(&self) -> [usize; 4] {
        let kinds =
            [Some(PlacementKind::Placed), Some(PlacementKind::Kept), Some(PlacementKind::Unplaced), None];
        kinds.map(|kind| self.count(kind))
    }

    fn verdict(&self) -> Option<&DayVerdict> {
        self.review.judged.as_ref().map(|(_, verdict)| verdict)
    }

    /// Requests that were passed over, that have a free place, that have a better free wish.
    fn out_of_order(&self) -> [Vec<String>; 3] {
        let Some(verdict) = self.verdict() else { return Default::default() };
        let name = |request: u32| self.names.request(request);
        [
            verdict.breaches.iter().map(|b| name(b.request)).collect(),
            verdict.wasted.iter().map(|w| name(w.request)).collect(),
            verdict.idle.iter().map(|i| name(i.request)).collect(),
        ]
    }

    fn json(&self, clean: bool) -> serde_json::Value {
        let [placed, kept, unplaced, withdrawn] = self.counts();
        let [passed_over, free_places, free_wishes] = self.out_of_order();
        let rechecked = self
            .rechecked
            .map(|r| json!({"right": r.right, "wrong": self.wrong.len(), "undecided": r.undecided}));
        let wrong: Vec<String> = self.wrong.iter().map(|&r| self.names.request(r)).collect();
        json!({
            "clean": clean,
            "violations": self.review.violations,
            "result_checked": self.with_result,
            "mechanism": self.rule.as_str(),
            "seed": self.seed,
            "requests": self.review.decisions.len(),
            "placed": placed,
            "kept": kept,
            "unplaced": unplaced,
            "withdrawn": withdrawn,
            "passed_over": passed_over,
            "free_places": free_places,
            "free_wishes": free_wishes,
            "refusals_rechecked": rechecked,
            "refusals_wrong": wrong,
        })
    }

    fn text(&self, lang: Lang) -> String {
        let mut text = input::render(&self.review.violations, lang);
        let [placed, kept, unplaced, withdrawn] = self.counts();
        let (all, seed) = (self.review.decisions.len(), self.seed);
        text += &lang.pick(
            format!("申込 {all} 件: 決定 {placed}、確定済み {kept}、利用なし {unplaced}、取下げ {withdrawn} (抽選の種 {seed})\n"),
            format!("{all} requests: {placed} placed, {kept} kept, {unplaced} unplaced, {withdrawn} withdrawn (seed {seed})\n"),
        );
        if self.verdict().is_some() {
            text += &self.order_text(lang);
        }
        let count = self.review.violations.len();
        let end = match count {
            0 => lang.pick("検証: 違反なし。", "Judge: no violations.").to_owned(),
            _ => lang.pick(format!("検証: 違反 {count} 件。"), format!("Judge: {count} violations.")),
        };
        let claims = match self.with_result {
            true => {
                lang.pick("result.json の主張も検証しました。", "The claims of result.json were checked too.")
            }
            false => lang.pick("result.json はありません。", "There is no result.json beside it."),
        };
        let _ = writeln!(text, "{end} {claims}");
        text
    }

    /// What is not forbidden but against the order of `priority`.
    fn order_text(&self, lang: Lang) -> String {
        let lists = self.out_of_order();
        let labels = lang.pick(
            [
                "後の順番の申込みが利用しているもの",
                "空きがあるのに利用できないもの",
                "空いている上位の希望があるもの",
            ],
            ["passed over", "refused with a place free", "with a better wish free"],
        );
        let mut text = String::new();
        for (label, list) in labels.iter().zip(&lists) {
            let _ = write!(text, "{label}: {}", list.len());
            if !list.is_empty() {
                let shown = list.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
                let more = if list.len() > SHOWN { ", ..." } else { "" };
                let _ = write!(text, " ({shown}{more})");
            }
            text.push('\n');
        }
        let Some(rechecked) = self.rechecked else { return text };
        let (right, undecided, wrong) = (rechecked.right, rechecked.undecided, self.wrong.len());
        text += &lang.pick(
            format!("利用できないとされた申込みの再検討 (先の申込みを動かしてみる): 正しい {right}、誤り {wrong}、未定 {undecided}\n"),
            format!("refusals tried again by moving those before: {right} right, {wrong} wrong, {undecided} undecided\n"),
        );
        if wrong > 0 {
            let names: Vec<String> = self.wrong.iter().take(SHOWN).map(|&r| self.names.request(r)).collect();
            let _ = writeln!(text, "  {}", names.join(", "));
        }
        text
    }
}
