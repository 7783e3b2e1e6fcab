//! The chapter on rounds of day services.

use std::fmt::Write as _;

use sekiwari::market::day::KeyPart;

use super::{keys, titled_table, words};
use crate::daily::{
    EVENTS, HANDLING, PER, REASONS, ROOM_KINDS, ROUNDING, SERVICES, STATES, built_in, meaning,
};
use crate::round::Programme;
use crate::round::tables::daily as tables;

pub(super) fn chapter(out: &mut String) {
    out.push_str(INTRODUCTION);
    out.push_str("\n## round.toml: [daily]\n\n");
    keys(out, Programme::Daily.own_keys().iter());
    out.push_str("\n### daily.order\n\n| name | 意味 | meaning |\n|---|---|---|\n");
    for &(name, key) in KeyPart::NAMES {
        let doc = meaning(key);
        let _ = writeln!(out, "| `{name}` | {} | {} |", doc.ja, doc.en);
    }
    out.push_str(CAPS);
    for spec in tables::ROUND {
        titled_table(out, &format!("daily: {}", spec.name), spec);
    }
    titled_table(out, "daily: allocation", &tables::ALLOCATION);
    titled_table(out, "daily: events", &tables::EVENTS);
    out.push_str(
        "\n### 選択肢 / Words (daily)\n\n| column | word | ほかの書き方 / other ways |\n|---|---|---|\n",
    );
    words(out, "service", SERVICES);
    words(out, "state", STATES);
    words(out, "event", EVENTS);
    words(out, "isolation_rooms.kind", ROOM_KINDS);
    words(out, "handling", HANDLING);
    words(out, "rounding", ROUNDING);
    words(out, "per", PER);
    for (name, others) in REASONS {
        let _ = writeln!(out, "| `reason` | `{name}` | {} |", others.join(", "));
    }
    out.push_str(DISEASES);
    for (name, others, handling) in built_in() {
        let _ = writeln!(out, "| `{name}` | {others} | `{handling}` |");
    }
}

const INTRODUCTION: &str = "
# 日単位の保育の募集 / Rounds of day services

`programme = \"daily\"` の募集です (一時預かり、休日保育、病児保育、病後児保育)。期間を `[daily]` に書き、その期間の申込みを締切で\
まとめて決めます。`fiscal_year`、`entry_date`、`allocate.ties`、`allocate.objective`、`priority.rulebook` はありません。

Rounds with `programme = \"daily\"`: temporary, holiday, sick and convalescent care. `[daily]` sets the period whose requests are \
decided together at its deadline. There is no `fiscal_year`, `entry_date`, `allocate.ties`, `allocate.objective` and no \
`priority.rulebook`.

- `allocate.mechanism`: `priority` (優先順位方式、既定 / default), `first-come` (申込順方式), `points-order` (逐次方式).
- 曜日: `MTWHFSU` (H は木曜、S は土曜、U は日曜)、`月火木金`、どの曜日でもなければ `none`。 Weekdays: letters (H is Thursday, U is Sunday) or \
kanji; `none` for no weekday.
- 時間帯: `am` (午前)、`pm` (午後)、`day` (一日)、`9:00-12:30`。一日は daily.slots で分け、時刻で書いた時間帯は、かかる区切りをすべて使う。 \
Sessions: `am`, `pm`, `day`, or times; hours take every slot of daily.slots that they touch.
- クラスと学年: `0-5;小1-3`、`3-小2`、`就学前`、`小学生`。 Classes and grades: `0-5;grade 1-3`, `preschool`, `school`.
- 定員: `10`、またはクラスごとに `0:3;1-2:6;3-5:10`。両方書けば両方を守る。 Seats: `10`, or by classes as in `0:3;1-2:6`; with both, both hold.
- 日時: `2026-04-15 9:30`、`2026-04-15T09:30`、日付だけ。 Dates with a time of day as listed, or a date alone.
";

const CAPS: &str = "
## caps.toml

一人の利用の上限 (任意)。 The most that one child may use, optional.

```toml
[[cap]]
name = \"月13日\"            # 上限の名前 / its name
services = [\"temporary\"]   # 数える事業。なければすべて / services that count; all if not given
reasons = [\"private\"]      # 数える理由。なければすべて / reasons that count; all if not given
per = \"month\"              # week (月曜から / from Monday), month, period
days = 13                  # 日数、小数第 1 位まで / days, one decimal
half_day = 0.5             # 一日に満たない利用を何日と数えるか (既定 1) / what a part of a day counts (default 1)
```

ブックでは、表 caps に同じ名前の列で書けます。 In workbooks the table `caps` has columns of the same names.
";

const DISEASES: &str = "
### 組み込みの病気の表 / Built-in diseases

`diseases` に同じ名前を書けば、そちらの扱いになります。 A row of `diseases` with the same name wins.

| disease | ほかの書き方 / other ways | handling |
|---|---|---|
";
