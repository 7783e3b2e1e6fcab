//! Ways of combining that cities use, each in a rulebook of a few lines.

use crate::round::Case;

fn case(component: &str, groups: &str, guardians: &str) -> Case {
    let mut case = Case::new("susono.toml").guardians(guardians);
    case.rulebook = format!("[rulebook]\nid = \"x\"\n\n[[component]]\nid = \"total\"\n{component}\n{groups}");
    case
}

const STEPS: &str = r#"
[[group]]
id = "work"
level = "reason"
combine = "first"
when = "reason.kind == 'work'"
[[group.item]]
id = "w160"
when = "reason.hours_month >= 160"
points = 17
[[group.item]]
id = "w120"
when = "reason.hours_month >= 120"
points = 8
[[group]]
id = "offer"
level = "reason"
[[group.item]]
id = "offer-base"
when = "reason.kind == 'job-offer'"
points = 8
[[group.item]]
id = "offer-less"
when = "reason.kind == 'job-offer'"
points = -1
"#;

const BOTH: &str = "household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,120\n";

#[test]
fn the_mean_is_exact_and_a_single_parent_has_its_own_value() {
    // Akashi: the mean; an offer counts base - 1; a single parent's own value.
    let mean = "guardians = \"mean\"\nmissing = \"none\"";
    assert_eq!(case(mean, STEPS, BOTH).score("C1", None), ["12.5"]);
    let offer = "household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,job-offer,120\n";
    assert_eq!(case(mean, STEPS, offer).score("C1", None), ["12"]);
    let single = "household_id,guardian_id,kind,hours_month\nH1,P,work,160\n";
    assert_eq!(case(mean, STEPS, single).circumstances("H1,,,single_parent,\n").score("C1", None), ["17"]);
}

#[test]
fn the_lower_of_both_each_with_its_own_adjustment() {
    // Uji: the adjustment belongs to the guardian before the lower one is taken.
    let own = format!(
        "{STEPS}\n[[group]]\nid = \"own\"\nlevel = \"guardian\"\n[[group.item]]\nid = \"two\"\nwhen = \"guardian.reasons >= 2\"\npoints = 10\n"
    );
    let guardians =
        "household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,120\nH1,Q,study,10\n";
    let lower = case("guardians = \"min\"\nreasons = \"max\"", &own, guardians);
    assert_eq!(lower.score("C1", None), ["17"]);
    assert_eq!(lower.items("C1", None), ["w160"]);
}

#[test]
fn the_best_adjustment_and_one_for_every_further_one() {
    // Tsu.
    let groups = format!(
        "{STEPS}\n[[group]]\nid = \"adjust\"\nlevel = \"household\"\ncombine = \"max-plus-k\"\nk = 1\n\
         [[group.item]]\nid = \"a\"\nwhen = \"household.public_assistance\"\npoints = 5\n\
         [[group.item]]\nid = \"b\"\nwhen = \"household.no_car\"\npoints = 3\n\
         [[group.item]]\nid = \"c\"\nwhen = \"household.moved_in\"\npoints = 3\n"
    );
    let base = case("guardians = \"sum\"", &groups, BOTH);
    let facts = "H1,,,no_car,\nH1,,,moved_in,\n";
    assert_eq!(base.clone().circumstances(facts).score("C1", None), ["29"]);
    assert_eq!(base.circumstances(&format!("{facts}H1,,,public_assistance,\n")).score("C1", None), ["32"]);
}

#[test]
fn several_reasons_added_best_or_main() {
    let guardians = "household_id,guardian_id,kind,hours_month,main\nH1,P,work,120,yes\nH1,P,job-offer,160,\nH1,Q,work,160,\n";
    let score = |reasons: &str| {
        case(&format!("reasons = \"{reasons}\""), STEPS, guardians).score("C1", None)[0].clone()
    };
    assert_eq!([score("sum"), score("max"), score("main")], ["32", "25", "25"]);
    let main = guardians.replace("120,yes", "120,").replace("job-offer,160,", "job-offer,160,yes");
    assert_eq!(case("reasons = \"main\"", STEPS, &main).score("C1", None), ["24"]);
}

#[test]
fn points_by_school_district_and_for_staff() {
    let groups = format!(
        "{STEPS}\n[[group]]\nid = \"here\"\nlevel = \"facility\"\n\
         [[group.item]]\nid = \"district\"\nwhen = \"at.same_district\"\npoints = 2\n\
         [[group.item]]\nid = \"named\"\nwhen = \"child.district == '秦' && facility.id == 'F2'\"\npoints = 0.5\n\
         [[group.item]]\nid = \"staff\"\nwhen = \"at.staff_child\"\npoints = 7\n"
    );
    let guardians = "household_id,guardian_id,kind,hours_month,workplace\nH1,P,work,160,F2\nH1,Q,work,120,\n";
    let mut case = case("guardians = \"sum\"", &groups, guardians);
    case.children = "child_id,household_id,class,district_id\nC1,H1,1,秦\n".to_owned();
    assert_eq!(case.score("C1", Some("F1")), ["27"]);
    assert_eq!(case.score("C1", Some("F2")), ["32.5"]);
    assert_eq!(case.score("C1", None), ["25"]);
}

#[test]
fn reasons_and_facts_that_do_not_hold_on_the_entry_date_do_not_count() {
    let guardians = "household_id,guardian_id,kind,hours_month,valid_from,valid_to\n\
        H1,P,work,160,,2026-03-31\nH1,P,work,120,2026-04-01,\nH1,Q,work,160,,2026-04-01\n";
    let case = case("guardians = \"sum\"", STEPS, guardians);
    assert_eq!(case.items("C1", None), ["w120", "w160"]);
}

#[test]
fn items_count_only_while_they_are_in_force() {
    let item = |from: &str, to: &str| {
        let groups =
            STEPS.replace("points = 17", &format!("points = 17\nvalid_from = {from}\nvalid_to = {to}"));
        case("guardians = \"sum\"", &groups, BOTH).score("C1", None)[0].clone()
    };
    assert_eq!(item("2026-04-01", "2026-04-01"), "25");
    // The next step counts instead.
    assert_eq!(item("2026-04-02", "2027-03-31"), "16");
    assert_eq!(item("2020-04-01", "2026-03-31"), "16");
}
