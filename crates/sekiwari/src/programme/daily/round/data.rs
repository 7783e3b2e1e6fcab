//! The rows of a round of day services as the tables give them, before checking.

use crate::market::day::{KeyPart, RoomKind, Rounding};
use crate::programme::daily::{Service, Weekdays};
use crate::programme::nursery::Position;
use jiff::civil::{Date, DateTime, Time};

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// Where it is.
    pub position: Option<Position>,
}

/// Who may use a service. All that are set must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    /// Least age in days on the date of use.
    pub min_age_days: Option<u32>,
    /// Classes that may come; bit *c* for class *c* (0 to 5, 6 and more for grades 1 and more). All where 0.
    pub classes: u16,
    /// Only children that are enrolled in a licensed facility (true), or only those that are not (false).
    pub enrolled: Option<bool>,
    /// Only children enrolled at this very site (体調不良児対応型, 幼稚園型).
    pub own_only: bool,
    /// Only children registered for the service in this fiscal year.
    pub registered: bool,
    /// Only residents.
    pub resident: bool,
    /// Only on days on which both parents work.
    pub both_work: bool,
    /// Only with a weekday off in return, named in the request (代替休).
    pub rest_day: bool,
    /// Only with a doctor's note.
    pub note: bool,
}

/// How many teachers a service needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherRule {
    /// Classes counted together with the children to one teacher: (bits of classes, children).
    pub bands: Vec<(u16, u32)>,
    /// How quotients become teachers.
    pub rounding: Rounding,
    /// Never fewer as long as there is a child.
    pub minimum: u32,
}

/// A service that a site offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The site, as a position in the sites.
    pub site: u32,
    /// The service.
    pub service: Service,
    /// Requests of other services that it also takes (a sick-care site that takes the convalescent).
    pub also: Vec<Service>,
    /// Weekdays on which it is open where no session row speaks of the date; empty = only on dates with a row.
    pub days: Weekdays,
    /// Whether it is open on national holidays that fall on its weekdays.
    pub on_holidays: Option<bool>,
    /// Opening hours; the round's day where `None`. On weekdays in `short_days` it closes at `short_to`.
    pub hours: Option<(Time, Time)>,
    /// Days on which it closes early, and when.
    pub short: Option<(Weekdays, Time)>,
    /// Who may come.
    pub entitlement: Entitlement,
    /// Seats at a time; `None` = no such limit.
    pub seats: Option<u32>,
    /// Seats by classes: (bits of classes, seats). Empty = no such limit.
    pub groups: Vec<(u16, u32)>,
    /// Teachers present; `None` = no such limit.
    pub teachers: Option<u32>,
    /// How many of them are needed.
    pub teacher_rule: TeacherRule,
    /// Nurses present; `None` = no such limit.
    pub nurses: Option<u32>,
    /// Children to one nurse.
    pub per_nurse: u32,
    /// Its rooms; empty = diseases need not be kept apart.
    pub rooms: Vec<RoomRow>,
    /// Whether children with the same separated disease may share a room.
    pub same_may_share: bool,
    /// Its seats are regular ones that are free on the day: who stays at home in return for holiday care frees one here.
    pub spare: bool,
}

/// A room of a service for sick children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoomRow {
    /// Its id, unique among the rooms of the service.
    pub id: String,
    /// Children that it takes at a time.
    pub seats: u32,
    /// Which illnesses it takes.
    pub kind: RoomKind,
}

impl RoomRow {
    /// A room for any illness.
    pub fn any(id: &str, seats: u32) -> Self {
        Self { id: id.to_owned(), seats, kind: RoomKind::Any }
    }

    /// The same room, of another kind.
    #[must_use]
    pub fn of_kind(self, kind: RoomKind) -> Self {
        Self { kind, ..self }
    }
}

/// What is different on one date, for some slots; `None` = as the offer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The offer, as a position in the offers.
    pub offer: u32,
    /// The date.
    pub date: Date,
    /// The session it speaks of.
    pub session: Session,
    /// Classes of the seats (bits); 0 = the seats are for all.
    pub classes: u16,
    /// Seats.
    pub seats: Option<u32>,
    /// Teachers present.
    pub teachers: Option<u32>,
    /// Nurses present.
    pub nurses: Option<u32>,
}

/// Days on which something is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The site; all sites where `None`.
    pub site: Option<u32>,
    /// The service; all services where `None`.
    pub service: Option<Service>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why, for texts; empty if nothing is said.
    pub reason: String,
}

/// When on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Session {
    /// Until the middle of the day.
    Am,
    /// From the middle of the day.
    Pm,
    /// The whole day.
    Day,
    /// From a time to a time: every slot that it touches.
    Hours(Time, Time),
}

/// How old a child is, for what it counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Its birth date: the class follows from the fiscal year of the date of use.
    Born(Date),
    /// Its class (0-5; 6 and more for grades 1 and more), whatever the date.
    Class(u8),
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its id.
    pub id: String,
    /// Its household.
    pub household: String,
    /// Its age.
    pub age: Age,
    /// The site where it is enrolled in a licensed place.
    pub enrolled: Enrolled,
    /// Services for which it is registered.
    pub registered: Vec<Service>,
    /// Whether it lives in the city.
    pub resident: bool,
    /// Weight for teachers in tenths of a child, 10 for most.
    pub load: u32,
}

/// Where a child is enrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enrolled {
    /// In no licensed place.
    #[default]
    No,
    /// At a site of the round, as a position in the sites.
    At(u32),
    /// At a licensed place that is no site of the round.
    Elsewhere,
}

/// Uses before the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsageRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// The service.
    pub service: Service,
    /// The date, which also counts towards the caps; `None` for uses that only count for who comes first.
    pub date: Option<Date>,
    /// The session; the whole day where a date without one is given.
    pub session: Session,
    /// How many uses the row stands for, where it has no date; a row with a date is one.
    pub uses: u32,
    /// The reason, as a position in the reasons of the rules. A use without one counts towards the caps of every reason.
    pub reason: Option<u8>,
}

/// How a disease is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiseaseRule {
    /// May be with other mixable ones.
    Mix,
    /// A room without other diseases.
    Separate,
    /// A room of its own.
    Alone,
    /// Not taken at all (measles).
    Excluded,
}

/// A disease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disease {
    /// Its name in the tables.
    pub id: String,
    /// How it is dealt with.
    pub rule: DiseaseRule,
}

/// Whether a request still stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// To be decided.
    #[default]
    Open,
    /// Confirmed: it keeps the site, date and session in its first place.
    Confirmed,
    /// Withdrawn: it is told, and nothing is decided.
    Cancelled,
}

/// A request: one child, one service, one use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// Its id.
    pub id: String,
    /// The child, as a position in the children.
    pub child: u32,
    /// The service.
    pub service: Service,
    /// Dates that would do, best first; at least one.
    pub dates: Vec<Date>,
    /// When on the day.
    pub session: Session,
    /// The class of need, as a position in the reasons of the rules.
    pub reason: u8,
    /// What the child is ill with, as a position in the diseases.
    pub disease: Option<u32>,
    /// There is a doctor's note.
    pub note: bool,
    /// Both parents work on the day.
    pub both_work: bool,
    /// The weekday on which the child stays at home in return.
    pub rest_day: Option<Date>,
    /// Sites that would do, best first, as positions in the sites.
    pub sites: Vec<u32>,
    /// Requests with the same label come together or not at all: same site, date and session.
    pub together: Option<String>,
    /// When it was made.
    pub requested_at: Option<DateTime>,
    /// Whether it still stands.
    pub state: State,
}

/// What a cap counts over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// The whole round.
    Period,
}

/// The most that one child may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Its name, for texts.
    pub name: String,
    /// Services it counts; all where empty.
    pub services: Vec<Service>,
    /// Reasons it counts; all where empty.
    pub reasons: Vec<u8>,
    /// Over what.
    pub per: Per,
    /// The most, in tenths of a day.
    pub most: u32,
    /// What a use that is no whole day counts, in tenths of a day: 10 where a half day counts as a day.
    pub part_day: u32,
}

/// The rules of the city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Times that cut the day into slots, rising; at least two.
    pub bounds: Vec<Time>,
    /// Where the half days meet: one of the bounds.
    pub half: Time,
    /// Reasons by their names, greatest need first.
    pub reasons: Vec<String>,
    /// The order in which requests are considered.
    pub order: Vec<KeyPart>,
    /// Whether uses are counted for each kind of service (temporary, holiday, sick) or for all together.
    pub uses_by_service: bool,
    /// Whether the site comes before the date where a request lists several of both: all sites on the first date, then the
    /// second date (false), or all dates at the first site, then the second (true).
    pub site_first: bool,
    /// Caps.
    pub caps: Vec<Cap>,
}

/// All rows of a round of day services. Positions refer to the vectors here, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundData {
    /// The round's name.
    pub name: String,
    /// First and last day of the period.
    pub period: (Date, Date),
    /// The rules.
    pub rules: Rules,
    /// National holidays within reach of the period.
    pub holidays: Vec<Date>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Services.
    pub offers: Vec<Offer>,
    /// Dates that differ.
    pub sessions: Vec<SessionRow>,
    /// Closed days.
    pub closures: Vec<Closure>,
    /// Diseases.
    pub diseases: Vec<Disease>,
    /// Children.
    pub children: Vec<Child>,
    /// Uses before.
    pub usage: Vec<UsageRow>,
    /// Requests.
    pub requests: Vec<RequestRow>,
}
