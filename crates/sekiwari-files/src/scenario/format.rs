//! The chapter of the format reference about scenarios.

/// An example with every key; the tests read it.
pub(super) const EXAMPLE: &str = r#"name = "駅前に新設"           # 名前。なければファイル名 / what it is called; the file's name if not given
note = "..."                  # 自由な書き込み (読みません) / free text, not read

[[open]]                      # 施設を開設する / a facility opens
facility_id = "N9"            # 新しい ID / a new id
name = "駅前保育園"
kind = "nursery"              # facilities の kind と同じ / as in the table of facilities
district_id = "eki"
lat = 34.6722                 # なければ wishes の児童だけが希望する / without a place only the children under wishes list it
lon = 133.7413
min_age_days = 57
care_kinds = []               # 対応できるケア / care needs that it can meet
popularity = 1.0              # 中位の施設を 1 とした人気 (mode = "model") / 1 is the facility in the middle
seats = [ { class = "0", seats = 9 }, { class = "1", seats = 12 }, { class = "2-3", seats = 24 } ]
limits = [ { limit = "teachers", class = "0", weight = 1, per = 3, capacity = 6.5 } ]  # 表 limits と同じ / as in the table limits
wishes = [ { child_id = "C001", rank = 1 } ]   # 必ず希望に加える児童 / children who list it for sure

[[close]]                     # 施設を閉じる / a facility closes
facility_id = "N1"
release = true                # 席を持つ申込児童は席を失って申し込み、個別の決定は取り消す / who holds a seat there goes on applying without it

[[resize]]                    # 枠を変える / seats change
facility_id = "N2"
class = "1"                   # 募集の受入枠の表と同じ組 / the classes as the round has them in one row
seats = 15                    # 空き枠をこの数に、または change で増減 / open seats; or change = 3, change = -2
new = false                   # true: これまでなかったクラスを受け入れる / classes that it does not offer so far

[[limit]]                     # 上限を変える / the capacity of a limit changes
facility_id = "N2"
limit = "teachers"
change = 1.5                  # または capacity = 8 / or capacity = 8

[[teachers]]                  # 保育士を増減し、枠を算定し直す (表 staff が必要) / teachers; seats follow (needs the table staff)
facility_id = "N3"
change = 2                    # または teachers = 12.5 / or teachers = 12.5

[[move]]                      # 施設を移す / a facility moves
facility_id = "N4"
lat = 34.6531
lon = 133.7502
district_id = "minami"        # なければ変えない / stays if not given

[[demand]]                    # 申込児童を増減する / more or fewer applicants
district_id = "eki"           # なければ全地区 / all districts if not given
class = 1                     # なければ全クラス / all classes if not given
percent = 10                  # または children = 5 (減らすなら負) / or children = 5; negative for fewer

[rules]                       # 決め方を変える / another rule
mechanism = "stable-optimal"
ties = "strict"
objective = ["seated", "rank-sum"]
rulebook = "next-year.toml"   # このファイルから見た場所 / a path from this file

[behaviour]                   # 家庭が希望をどう変えるか / what families list then
mode = "model"                # none, near, model
within_m = 5000               # 希望する距離の上限 (m) / how far families go
max_wishes = 10               # 希望欄の数 / wishes that the form takes
"#;

/// The chapter.
pub(crate) fn chapter(out: &mut String) {
    out.push_str("\n## SCENARIO.toml (`whatif`)\n\n");
    out.push_str(INTRODUCTION);
    out.push_str("\n```toml\n");
    out.push_str(EXAMPLE);
    out.push_str("```\n");
}

const INTRODUCTION: &str = "\
募集を変えずに試す変更。どの項目もなくてよく、[[...]] は何度書いてもよい。一つのファイルの変更は同時に効き、順序に意味はない。同じものを\
二度変えることはできない。順に行う変更は、別のファイルに分けて順に指定する。考え方は [siting.md](siting.md)。

Changes that are tried on a round and leave it as it is. All of it may be left out, and [[...]] may stand several times. The edits of one file take effect \
together, in whatever order they stand; two about one thing contradict each other. Edits that follow on one another go into files of their own. \
How it is worked out: [siting.md](siting.md).
";
