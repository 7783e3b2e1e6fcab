//! The sentences of an argument, in Japanese and English; `{name}` stands for a number, an id or a list.

use crate::Lang;

/// A sentence in both languages.
pub(super) struct Sentence(&'static str, &'static str);

impl Sentence {
    pub(super) fn in_lang(&self, lang: Lang) -> &'static str {
        lang.pick(self.0, self.1)
    }
}

pub(super) const OPENING: Sentence = Sentence(
    "次の {count} 世帯のどれもが、優先順位からみて入れるはずの希望に入れている、と仮定します：{households}。",
    "Suppose that none of these {count} households blocks, that is, none is denied a wish that the order of priority would give it: {households}.",
);
pub(super) const CLOSING: Sentence = Sentence(
    "したがって、どの配分でも、上の {count} 世帯のうち少なくとも 1 世帯は、優先順位からみて入れるはずの希望に入れません。",
    "So in every allocation at least one of the {count} households above is denied a wish that the order of priority would give it.",
);
pub(super) const SECURED: Sentence = Sentence(
    "{place}（席 {seats}）：次の世帯は、ここか、より上の希望に必ず決まります。{items}。{because}",
    "{place}, {seats} seats: these households end there or at a wish they rank higher. {items}.{because}",
);
pub(super) const SECURED_TOGETHER: Sentence = Sentence(
    "{household} は、{wish}か、より上の希望に必ず決まります。{rooms}。{because}",
    "{household} ends at {wish} or at a wish it ranks higher. {rooms}.{because}",
);
pub(super) const ROOM_ALONE: Sentence = Sentence(
    "優先順位が同じか上の他世帯の申込はなく、必要な席は {needs}",
    "nobody of another household comes first or equal, and {needs} needed",
);
pub(super) const ROOM: Sentence = Sentence(
    "優先順位が同じか上の他世帯の申込 {rivals} 人に必要な {needs} 席を加えても席を超えない",
    "{rivals} children of other households come first or equal, and with the {needs} needed that is no more than the seats",
);
pub(super) const ROOM_LESS: Sentence = Sentence(
    "優先順位が同じか上の他世帯の申込 {rivals} 人のうち {gone} 人（{who}）は入らず、残る {left} 人に必要な {needs} 席を加えても席を超えない",
    "of the {rivals} children of other households that come first or equal {gone} ({who}) get no seat there, and the other {left} with the {needs} needed are no more than the seats",
);
pub(super) const ROOM_SURE: Sentence = Sentence(
    "{sure}ため、必要な {needs} 席が優先順位が同じか上の他世帯の児童で埋まることはない",
    "{sure}; so those who come first or equal leave the {needs} needed",
);
pub(super) const SURE_WORSE: Sentence = Sentence(
    "優先順位が下の {who} が必ずここに決まる",
    "in any case seats there go to children lower in the order ({who})",
);
pub(super) const SURE_OWN: Sentence = Sentence(
    "この希望より下の結果では同じ世帯の {who} が必ずここに席を持つ",
    "with any result below this wish a seat there is the household's own ({who})",
);
pub(super) const BARRED: Sentence =
    Sentence("{place}（席 {seats}）：{items}。{because}", "{place}, {seats} seats: {items}.{because}");
pub(super) const BARRED_ITEM: Sentence =
    Sentence("{takers}ため、{wishes}には決まりません", "{takers}; so this cannot be given: {wishes}");
pub(super) const SURELY: Sentence =
    Sentence("{who} が必ずここに決まる", "in any case {who} gets a seat there");
pub(super) const BETTER: Sentence = Sentence(
    "優先順位が上の {who} にとってここが残る最上位の希望である",
    "this is the best wish left for those who come first: {who}",
);
pub(super) const SHADOW: Sentence = Sentence(
    "優先順位が上の {who} は、結果より上位の希望のためにここの席を望みながら得られず、その希望が要る席のどれかは、必ず優先順位が上の児童で満席になる",
    "{who}, who comes first, goes without a wish that needs a seat there and that it would rather have than its result, so somewhere on the way to that wish the seats are full of those who come first",
);
pub(super) const NOBODY: Sentence = Sentence("席が足りない", "there are too few seats");
pub(super) const SPLIT: Sentence = Sentence(
    "{household} に残るのは {outcomes} だけです。場合に分けます。{because}",
    "What is left to {household}: {outcomes}. One case each.{because}",
);
pub(super) const SUPPOSED: Sentence =
    Sentence("場合：{household} が{outcome}のとき。", "Case: {household} gets {outcome}.");
pub(super) const CONTRADICTION: Sentence = Sentence(
    "{household} は必ずどこかに決まるはずですが、決まりうる希望が残りません。矛盾します。{because}",
    "{household} must get a seat, and no wish is left to it: a contradiction.{because}",
);
pub(super) const CONTRADICTION_HELD: Sentence = Sentence(
    "{household} は在園中の席があり保留にならないはずですが、決まりうる希望が残りません。矛盾します。{because}",
    "{household} holds a seat and cannot be left without one, and no wish is left to it: a contradiction.{because}",
);
pub(super) const BECAUSE: Sentence = Sentence("（{lines}より）", " (by {lines})");
pub(super) const OUT: Sentence = Sentence("保留", "no seat");
pub(super) const AND_MORE: Sentence = Sentence("ほか {count}", "{count} more");
pub(super) const BLOCKED: Sentence = Sentence(
    "{household}（結果：{outcome}）は、優先順位からみて{wish}に入れるはずです：{seats}。",
    "{household} (result: {outcome}) should have {wish} by the order of priority: {seats}.",
);
pub(super) const BLOCKED_SEATS: Sentence = Sentence(
    "{place}は席 {seats}、優先順位が同じか上の他世帯の入所 {ahead} 人、必要な席 {needs}{below}",
    "{place} has {seats} seats, {ahead} taken by children that come first or equal, {needs} needed{below}",
);
pub(super) const BELOW: Sentence =
    Sentence("、優先順位が下の入所 {who}", ", lower in the order and seated: {who}");
pub(super) const FREE: Sentence = Sentence("、空席あり", ", a seat is free");
