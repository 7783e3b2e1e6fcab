//! The figures behind the synthetic rounds, each with its origin.
//!
//! *Published* figures come from a public source or are counted from one; *assumed* ones are plausible values nobody
//! has published in this form. Shares are in thousandths.

/// How the children split over the age classes 0-5, in thousandths.
///
/// Counted from published figures: Yokohama, April 2025 (city open data, CC BY 4.0): children admitted plus waiting
/// listings divided by 3.6 listings a child. Classes 4 and 5 are rounded up a little so that small rounds have some.
pub const CLASS_MIX: [u32; 6] = [270, 470, 120, 90, 28, 22];

/// How the open seats split over the classes, in thousandths. Published: Yokohama, April 2025, seats offered (estimated
/// by the city's own roll-over from March to April).
pub const SEAT_MIX: [u32; 6] = [281, 370, 101, 113, 65, 70];

/// Children per facility, in tenths: 1,600 children at 86 facilities, 10,000 at 540. Assumed for benchmarks; Osaka 2017
/// and Saitama 2020 had 23 to 26 applicants per facility, Yokohama 2025 about 15.
pub const CHILDREN_PER_FACILITY_TENTHS: u32 = 185;

/// Facilities for classes 0-2 only (small-scale, home, in-house). Published: of 1,229 sites in Yokohama, April 2025, 932
/// take class 3.
pub const SMALL_SCALE: u32 = 240;

/// Facilities with seats for class 0 among all. Published: 983 of 1,229 sites in Yokohama, April 2025.
pub const TAKES_INFANTS: u32 = 800;

/// Lengths of lists from 1 to 15, in thousandths; the mean is 3.45. Published: about 3.6 listings per child not placed in
/// Yokohama, April 2024 (11,940 listings, 3,327 children); forms with 3, 5 and 20 places are common. The shape is assumed.
pub const LIST_LENGTH: [u32; 15] = [210, 200, 205, 130, 105, 55, 32, 20, 13, 12, 5, 4, 3, 2, 4];

/// Households by number of applying children (2, 3, 4) among those with more than one. Assumed.
pub const SIBLING_HOUSEHOLD_SIZE: [u32; 3] = [930, 60, 10];

/// Years of school between siblings (0 = twins, up to 5). Assumed, with a mode of two to three years.
pub const SIBLING_GAP: [u32; 6] = [60, 150, 390, 270, 100, 30];

/// Days from birth after which facilities take children, with their shares. That 57 days, 3, 6 and 10 months occur is
/// published; how often is assumed.
pub const MIN_AGE_DAYS: [(u32, u32); 4] = [(57, 600), (90, 130), (180, 220), (300, 50)];

/// Base points of one parent by hours of work a month (160, 120, 100, 80, 64 hours; seeking work), as in Koshigaya, fiscal
/// 2026 (published), with assumed shares among parents of couples who do not both work full time.
pub const PARENT_POINTS: [(i64, u32); 6] = [(20, 420), (18, 190), (16, 130), (14, 100), (12, 60), (3, 100)];

/// Couples who both work full time: 20 + 20 points, the great tie. Assumed.
pub const FULL_TIME_COUPLES: u32 = 550;

/// Single parents. Assumed. Their other parent counts as 20, and [`SINGLE_PARENT_POINTS`] come on top.
pub const SINGLE_PARENTS: u32 = 80;

/// Koshigaya, fiscal 2026 (published).
pub const SINGLE_PARENT_POINTS: i64 = 5;

/// Points for a sibling who is enrolled or applies at the same time: Koshigaya, fiscal 2026 (published).
pub const SIBLING_POINTS: i64 = 3;

/// Children with a sibling already enrolled at a facility of their list. Assumed.
pub const SIBLING_ENROLLED: u32 = 120;

/// Adjustments of a household: points as in Koshigaya, fiscal 2026 (published), shares assumed. In order: back from leave,
/// unlicensed care for five months, nursery teacher in the city, idle grandparent at home.
pub const ADJUSTMENTS: [(i64, u32); 4] = [(1, 450), (5, 50), (7, 20), (-10, 20)];

/// Points for leavers of a small-scale facility: Koshigaya, fiscal 2026 (published).
pub const LEAVER_POINTS: i64 = 5;

/// Leavers of small-scale facilities among applicants of class 3. Assumed.
pub const LEAVERS: u32 = 350;

/// Points for a transfer by own wish: Susono (published).
pub const TRANSFER_POINTS: i64 = -2;

/// Bands of resident tax, the lower first; the number of bands is assumed.
pub const INCOME_BANDS: u32 = 20;

/// What happens in a year, in thousandths. All assumed; that two to four in a hundred decline and that in-year rounds are
/// monthly is common, and nobody publishes the rest.
pub mod year {
    /// New applications for the second round of April, among those of the first.
    pub const NEW_FOR_SECOND: u32 = 60;

    /// New applications for every other month, among those of the first round.
    pub const NEW_A_MONTH: u32 = 25;

    /// Newcomers who hold a seat and wish to move.
    pub const NEW_TRANSFERS: u32 = 40;

    /// Newcomers of class 0 who were born less than ten months before.
    pub const BORN_LATELY: u32 = 700;

    /// Waiting children whose family withdraws within a month.
    pub const WITHDRAW: u32 = 20;

    /// Waiting children whose need is found to have ended within a month.
    pub const NEED_ENDS: u32 = 8;

    /// Waiting children whose family adds a facility to its list within a month.
    pub const WIDEN: u32 = 30;

    /// Children with a seat who leave within a month.
    pub const LEAVE: u32 = 6;

    /// Seats whose child, known only as a number, leaves within a month.
    pub const UNNAMED_LEAVE: u32 = 4;

    /// Children who go on waiting, among those who decline.
    pub const DECLINED_AND_WAITING: u32 = 400;

    /// Months in which a decision is made by hand.
    pub const BY_HAND: u32 = 500;
}
