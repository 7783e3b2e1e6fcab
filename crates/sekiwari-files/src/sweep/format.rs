//! The chapter of the format reference about sweeps.

/// An example with every key; the tests read it.
pub(super) const EXAMPLE: &str = r#"name = "駅前の枠と需要"          # 名前。なければファイル名 / what it is called; the file's name if not given
note = "..."                  # 自由な書き込み (読みません) / free text, not read
draws = 20                    # 抽選のある組合せを試算する回数 / draws of a combination in which something is drawn
seed = 1                      # その種 / their seed

[behaviour]                   # シナリオが言わないときの家庭の動き / what families do where a scenario does not say
mode = "model"                # none, near, model
within_m = 5000
max_wishes = 10

[[axis]]                      # 一つ目の軸: シナリオのファイル / the first axis: scenario files
name = "nursery"              # 表の列の名前 / the title of its column
files = ["none", "new-nursery.toml", "close.toml"]   # このファイルから見た場所。"none" は何も変えない / paths from this file; "none" changes nothing

[[axis]]                      # 変更の雛形と値 / a template of edits, and values
name = "seats"
note = "..."
values = [0, 3, 6]            # 数、文字、true、false / numbers, texts, true, false
none = false                  # true: 何も変えない場合を先頭に加える / a place in front that changes nothing
[[axis.resize]]               # [[open]], [[close]], ... もシナリオと同じ / all edits of a scenario
facility_id = "N2"
class = "1"
change = "{value}"            # 値の入る所 / where the value belongs; inside a text as well: "N{value}"

[[axis]]
name = "growth"
values = [-5, 0, 2.5]
[[axis.demand]]
district_id = "eki"
class = 1
percent = "{value}"

[[axis]]
name = "rule"
values = ["stable-optimal", "points-order"]
[axis.rules]                  # シナリオの [rules] と同じ / as [rules] of a scenario
mechanism = "{value}"

[[axis]]
name = "lottery"
values = [1, 2, 3]
[axis.rules]
lottery_seed = "{value}"      # 募集の抽選の種 / the seed of the round's lottery

[[axis]]
name = "families"
values = ["none", "model"]
[axis.behaviour]              # 変更のない軸では、すべての軸のシナリオに効く / on an axis without edits or rules it holds for the scenarios of all axes
mode = "{value}"
"#;

/// The chapter.
pub(crate) fn chapter(out: &mut String) {
    out.push_str("\n## SWEEP.toml (`sweep`)\n\n");
    out.push_str(INTRODUCTION);
    out.push_str("\n```toml\n");
    out.push_str(EXAMPLE);
    out.push_str("```\n");
}

const INTRODUCTION: &str = "\
シナリオを軸に並べ、すべての組合せを試す。どの軸も、シナリオのファイル (files) か、変更の雛形と値 (values) のどちらか。組合せでは、各軸のシナリオを軸の順に\
重ねて適用する (前の軸で開いた施設の枠を、後の軸で変えられる)。最初の軸が最もゆっくり変わる。考え方は [siting.md](siting.md#sweeps)。

Scenarios on axes, and all their combinations. An axis has either scenario files or a template of edits with values. In a combination the scenarios \
are applied one after the other, in the order of the axes (a later axis can change the seats of a facility that an earlier one opens). The first axis \
changes slowest. How it is worked out: [siting.md](siting.md#sweeps).
";
