//! Worked cases of cities.

use crate::round::Case;

#[test]
fn kurashiki_full_time_and_120_hours_with_a_transfer_is_21() {
    let case = Case::new("kurashiki-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,120\n")
        .transfer();
    assert_eq!(case.score("C1", Some("F1")), ["21"]);
    assert_eq!(case.items("C1", Some("F1")), ["work-160", "work-120", "transfer"]);
}

#[test]
fn kurashiki_steps_are_inclusive() {
    for (hours, points) in
        [("160", "20"), ("159.5", "18"), ("120", "18"), ("80", "16"), ("48", "14"), ("47.999", "10")]
    {
        let rows = format!("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,{hours}\n");
        assert_eq!(Case::new("kurashiki-r8.toml").guardians(&rows).score("C1", None), [points], "{hours}");
    }
}

#[test]
fn kurashiki_single_parent_who_works_as_a_teacher_and_moves_in() {
    let case = Case::new("kurashiki-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month,teacher\nH1,P,work,160,in-city\n")
        .circumstances("H1,,,ひとり親,\nH1,,,moved_in,yes\n,C1,,handbook,yes\n");
    assert_eq!(case.score("C1", None), ["28"]);
    assert_eq!(
        case.items("C1", None),
        ["work-160", "missing-guardian", "single-parent", "moved-in", "teacher-160", "child-handbook"]
    );
}

#[test]
fn kurashiki_birth_counts_eight_weeks_before_and_after() {
    let score = |birth: &str| {
        let rows = format!(
            "household_id,guardian_id,kind,hours_month,event\nH1,P,work,160,\nH1,Q,childbirth,,{birth}\n"
        );
        Case::new("kurashiki-r8.toml").guardians(&rows).score("C1", None)[0].clone()
    };
    // 2026-04-01 is the entry date; 56 days on either side count.
    assert_eq!([score("2026-05-27"), score("2026-05-28")], ["14", "10"]);
    assert_eq!([score("2026-02-04"), score("2026-02-03")], ["14", "10"]);
}

#[test]
fn naha_leaver_of_a_small_scale_nursery_is_160_and_minus_340_with_extension() {
    let case = Case::new("naha-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,160\n");
    let leaver = case.clone().circumstances(",C1,,leaver,small-scale\n");
    assert_eq!(leaver.score("C1", None), ["160"]);
    let extending = case.circumstances(",C1,,leaver,小規模\n,C1,,accepts_extension,yes\n");
    assert_eq!(extending.score("C1", None), ["-340"]);
}

#[test]
fn naha_counts_the_best_of_work_disability_and_care() {
    let case = Case::new("naha-r8.toml").guardians(
        "household_id,guardian_id,kind,hours_month,handbook,grade,care_level\n\
         H1,P,work,90,,,\nH1,P,disability,,physical,2,\nH1,Q,care,,,,care-3\nH1,Q,job-seeking,,,,\n",
    );
    assert_eq!(case.score("C1", None), ["58"]);
    assert_eq!(case.items("C1", None), ["disability-1", "care-3"]);
}

#[test]
fn naha_sibling_counts_at_the_first_choice_only() {
    let case = Case::new("naha-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,64\n")
        .circumstances("H1,,F1,sibling_here,yes\nH1,,F2,sibling_here,yes\n");
    assert_eq!(
        (case.score("C1", Some("F1")), case.score("C1", Some("F2"))),
        (vec!["52".to_owned()], vec!["45".to_owned()])
    );
    let twins = case.with_sibling();
    assert_eq!(twins.items("C2", Some("F2")), ["work-160", "work-64", "two-siblings-here"]);
}

#[test]
fn susono_half_points_farm_helper_and_sibling_there_is_17() {
    let case = Case::new("susono.toml")
        .guardians(
            "household_id,guardian_id,kind,employment,sector,days_week,hours_day\n\
             H1,P,work,employee,,5,6\nH1,Q,work,helper,farm,5,7.5\n",
        )
        .with_sibling()
        .circumstances(",C1,F1,きょうだい在園,yes\n");
    assert_eq!(case.score("C1", Some("F1")), ["17"]);
    assert_eq!(case.score("C1", Some("F2")), ["16"]);
    assert_eq!(
        case.items("C1", Some("F1")),
        ["work-5d-6h", "work-5d-7.5h", "farm-helper", "siblings-apply", "sibling-here"]
    );
}

#[test]
fn susono_partner_of_the_leaver_and_the_transfers() {
    let work = "household_id,guardian_id,kind,days_week,hours_day\nH1,P,work,5,8\nH1,Q,work,5,8\n";
    let leaver = Case::new("susono.toml").guardians(work).circumstances(
        ",C1,,leaver,small-scale\n,C1,F2,連携施設,\n,C1,,preschoolers_at_home,0\n"
            .replace(",C1,,preschoolers_at_home,0\n", "H1,,,preschoolers_at_home,2\n")
            .as_str(),
    );
    assert_eq!(leaver.score("C1", Some("F1")), ["19"]);
    assert_eq!(leaver.score("C1", Some("F2")), ["20"]);
    for (why, points) in [("own-wish", "18"), ("hardship", "21"), ("siblings-split", "21.5")] {
        let case = Case::new("susono.toml").guardians(work).transfer();
        assert_eq!(
            case.circumstances(&format!(",C1,,transfer_reason,{why}\n")).score("C1", Some("F1")),
            [points]
        );
    }
}

#[test]
fn koshigaya_care_children_and_grandparent() {
    let case = Case::new("koshigaya-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month,care_level\nH1,P,work,100,\nH1,Q,care,80,care-4\n")
        .circumstances("H1,,,children_under_18,3\nH1,,,祖父母,yes\n,C1,,unlicensed_hours_month,64\n,C1,,unlicensed_months,1\n");
    // 16 + 16 + 4 - 10 + 3
    assert_eq!(case.score("C1", None), ["29"]);
    let single = Case::new("koshigaya-r8.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,64\n")
        .circumstances("H1,,,single_parent,yes\n");
    // 12 + 20 + 5 + 4
    assert_eq!(single.score("C1", None), ["41"]);
}

#[test]
fn koriyama_twins_siblings_and_single_parents() {
    let couple = "household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,165\n";
    let alone = Case::new("koriyama-r6.toml").guardians(couple);
    assert_eq!(alone.score("C1", None), ["400"]);
    assert_eq!(alone.clone().with_sibling().score("C1", None), ["560"]);
    let mut twins = alone.clone().with_sibling();
    twins.children = twins.children.replace("C2,H1,3,", "C2,H1,1,");
    assert_eq!(twins.score("C2", None), ["600"]);
    let enrolled = alone.circumstances("H1,,F2,sibling_here,yes\nH1,,,children_under_18,3\n");
    assert_eq!(enrolled.score("C1", None), ["580"]);
    let single = Case::new("koriyama-r6.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\n")
        .circumstances("H1,,,single_parent,\nH1,,,children_under_18,1\n");
    assert_eq!(single.score("C1", None), ["560"]);
}
