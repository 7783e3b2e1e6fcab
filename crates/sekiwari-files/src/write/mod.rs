//! Writing: everything an allocation leaves behind (tables, `result.json`, and the folder they stand in), and rounds.
//! Folders appear whole or not at all.

mod access;
mod allocation;
mod cell;
mod club;
mod columns;
mod conflict_json;
mod count_json;
mod count_tables;
mod cutoffs;
mod daily;
mod earlier;
mod fairness_json;
mod file;
mod flexible_json;
mod folder;
mod frontier_json;
mod geometry;
mod html;
mod labels;
mod outputs;
mod plan_json;
mod proof_json;
mod reasons;
mod reference;
mod restore_json;
mod result_json;
mod round;
mod score;
mod scored;
mod season;
mod seats_json;
mod side_by_side;
mod site;
mod sufficed;
mod summary;
mod sweep;
mod table;
#[cfg(test)]
mod tests;
mod timings;
mod waitlist;
mod whatif;
mod worth_json;
mod years;

pub use access::{
    ACCESS, ACCESS_EFFECTS, ACCESS_FACILITIES, ACCESS_MAP, ACCESS_TABLES, AccessBandJson, AccessFacilityJson,
    AccessFacts, AccessFiguresJson, AccessJson, AccessRowJson, AccessScenarioJson, AccessSeatsJson,
    AccessSide, AccessSideJson, AccessWaysJson, access_effects, write_access,
};
pub use cell::{guard, unguard};
pub use club::{
    CLUB_ALLOCATION, CLUB_CUTOFFS, CLUB_DISTRICTS, CLUB_NEEDS, CLUB_REASONS, CLUB_REVERSALS, CLUB_ROUTES,
    CLUB_SHORTFALLS, CLUB_SUFFICED, CLUB_TABLES, CLUB_UNITS, CLUB_WAITLIST, ClubLineJson,
    ClubLooserTermsJson, ClubMorePointsJson, ClubMoreSeatsJson, ClubSeatsJson, ClubSufficedChildJson,
    ClubSufficedJson, ClubSufficedLineJson, ClubTables, ClubUnitsJson, ClubsJson, CostJson,
    DistrictChildrenJson, NeedJson, ShortfallJson, UnitJson, UnitsJson, write_club_sufficed,
    write_club_tables, write_clubs, write_units,
};
pub use columns::{
    ALLOCATION, COUNT, COUNT_TABLES, CRITERIA, CUTOFFS, Column, EARLIER, EXCLUDED, FAIRNESS, FAIRNESS_TABLES,
    FLEXIBLE, FRONTIER, OFFERS, OVERLAPS, OutputTable, PLAN, PLAN_SUPPLY, PLAN_TABLES, PLANS, REASONS,
    RESTORE, SCORE_LINES, SCORE_TABLES, SCORES, SEATS_DERIVED, SEATS_FACILITIES, SEATS_TABLES, TABLES, TUNE,
    WAITING, WAITLIST,
};
pub use conflict_json::{
    ArgumentJson, BarredJson, BlockedSeatsJson, BlockedWishJson, BlockerJson, ConflictFacts,
    ConflictGroupJson, ConflictJson, DecidedTogetherJson, FactJson, LineJson, RoomJson, SeatsJson,
    SecuredJson, TextJson, ToldCore, ToldGroup,
};
pub use count_json::{CountFacts, CountJson, CountRowJson, OverlapJson};
pub use count_tables::write_count;
pub use daily::{
    DAILY_ALLOCATION, DAILY_CAP_USE, DAILY_CHANGES, DAILY_OPENINGS, DAILY_REASONS, DAILY_TABLES, DAILY_UNMET,
    DAILY_WAITLIST, DailyTables, DayChecksJson, DayFacts, DayLimitJson, DayProofJson, DayProvenJson,
    DayRefusalJson, DayRegionJson, DayRequestProofJson, DayResultJson, DayServiceJson, RefusalKind,
    write_daily_changes, write_daily_tables,
};
pub use earlier::write_earlier;
pub use fairness_json::{
    CountsJson, FairGroupJson, FairKindJson, FairnessFacts, FairnessJson, TrialJson, TuneJson, write_fairness,
};
pub use file::{check_place, write_file};
pub use flexible_json::{DivisionJson, FlexibleFacts, FlexibleJson, FlexibleRowJson, write_flexible};
pub use folder::{OutputError, OutputFolder, Unfinished};
pub use frontier_json::{FrontierFacts, FrontierJson, PointJson, write_frontier};
pub(crate) use html::escaped;
pub use labels::{Labels, PoolName, RoundFacts};
pub use outputs::{OutputTables, write_tables};
pub use plan_json::{PlanJson, PlanRowJson, PlanSeatsJson, PlanYearJson, write_plan};
pub use proof_json::{
    ClaimJson, CoreJson, GroupJson, HouseholdJson, Line, PartJson, PoolJson, ProofFacts, ProofJson, Seats,
    Standing, lines_of, stage_from_name, stage_name, write_proof,
};
pub(crate) use proof_json::{household as proof_household, pool as proof_pool};
pub use reference::{outputs_reference, schemas};
pub use restore_json::{AllowedJson, ExtraSeatsJson, RestoreFacts, RestoreJson, WayJson, write_restore};
pub use result_json::{
    BoundsJson, ENGINE, LotteryJson, NearJson, ObjectiveJson, ResultFacts, ResultJson, ResultStatus,
    StageJson, StatisticsJson, Stopped,
};
pub use round::{RoundSettings, RuledBy, WriteRoundError, write_round};
pub use score::{LineText, ScoreLines, ScoreSheet, write_scores};
pub use scored::ScoredRound;
pub use season::{
    SEASON_TABLES, SEASON_UNMET, SEASON_WORTH, SeasonCountsJson, SeasonFacts, SeasonJson, SeasonOptionsJson,
    SeasonSiteJson, SeasonUnmetJson, SeasonWayJson, SeasonWorthJson, SpreadJson, write_season,
};
pub use seats_json::{ClassSeatsJson, DerivedSeatsJson, FacilitySeatsJson, write_seats};
pub use side_by_side::side_by_side;
pub use site::{
    Guide, SITE_CANDIDATES, SITE_CHOICES, SITE_GUIDES, SITE_SEQUENCE, SITE_TABLES, SiteAloneJson,
    SiteChoiceJson, SiteFacts, SiteGuideJson, SiteJson, SiteLimitsJson, SitePartJson, SiteStepJson,
    SiteWorthJson, site_names, write_site,
};
pub use sufficed::{
    LooserTermsJson, MorePointsJson, MoreSeatsJson, SufficedAddedJson, SufficedChildJson, SufficedClassJson,
    SufficedCountsJson, SufficedDaysJson, SufficedFiguresJson, SufficedGradeJson, SufficedGroupJson,
    SufficedJson, SufficedPoolJson, SufficedStepJson, SufficedTermsJson, SufficedWishJson, TriedJson,
    write_sufficed,
};
pub use summary::{
    FACILITIES_MAP, SUMMARY, SummaryClubsJson, SummaryCountsJson, SummaryDayJson, SummaryDistrictJson,
    SummaryFacilityJson, SummaryJson, SummaryPoolJson, SummaryRanksJson, SummarySiblingsJson,
    SummaryTransfersJson, SummaryUnmetJson, write_summary,
};
pub use sweep::{
    AXES, SWEEP, SWEEP_GROUPS, SWEEP_RUNS, SWEEP_TABLES, SweepFigureJson, SweepJson, SweepPointJson,
    SweepShardJson, SweepTodayJson, write_sweep, write_sweep_shard,
};
pub use timings::{StepSeconds, TimingsJson};
pub use whatif::{
    EFFECTS, GAINS_LOSSES, WHATIF_PLACES, WHATIF_TABLES, WhatifBandJson, WhatifBehaviourJson,
    WhatifChildJson, WhatifFacts, WhatifFigureJson, WhatifJson, WhatifListedJson, WhatifModelJson,
    WhatifNumberJson, WhatifPlaceJson, WhatifRuleJson, WhatifScenarioJson, write_whatif,
};
pub use worth_json::{PoolWorthJson, SeatValueJson, WorthFacts, WorthJson, write_worth};
pub use years::{
    Course, YEARS, YEARS_DISTRICTS, YEARS_TABLES, YearAssumptionsJson, YearCellJson, YearCourseJson,
    YearFiguresJson, YearOpeningJson, YearsFacts, YearsJson, write_years,
};
