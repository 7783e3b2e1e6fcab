//! Events against the state: each is checked as a whole, then done as a whole.

mod between;
mod decide;
mod open;
mod round;
mod seats;

use super::{Event, Registered, What, Year, YearError};

impl Year {
    /// Opens a year.
    ///
    /// # Errors
    /// [`YearError`] if the event does not open a year, or contradicts itself. Cost: linear in the event.
    pub fn open(event: &Event) -> Result<Year, YearError> {
        match &event.what {
            What::Opened(opened) => open::open(event.date, opened),
            _ => Err(YearError::NotOpened),
        }
    }

    /// A year from all its events.
    ///
    /// # Errors
    /// The place of the first event that does not fit, and why.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<Year, (usize, YearError)> {
        let mut events = events.into_iter();
        let first = events.next().ok_or((0, YearError::NotOpened))?;
        let mut year = Year::open(first).map_err(|e| (0, e))?;
        for (event, at) in events.zip(1..) {
            year.apply(event).map_err(|e| (at, e))?;
        }
        Ok(year)
    }

    /// Enters an event.
    ///
    /// # Errors
    /// Why it does not fit; then nothing has changed. Cost: linear in the event, times the logarithm of the children.
    pub fn apply(&mut self, event: &Event) -> Result<(), YearError> {
        if event.date < self.last {
            return Err(YearError::BeforeLast { date: event.date, last: self.last });
        }
        match &event.what {
            What::Opened(_) => return Err(YearError::OpenAlready),
            What::RoundHeld(held) => self.hold(event.date, held)?,
            What::Redecided(anew) => self.redecide(event.date, anew)?,
            What::Applied(application) => self.register(application)?,
            What::Declined(declined) => self.decline(event.date, declined)?,
            What::Withdrawn(withdrawn) => self.withdraw(event.date, withdrawn)?,
            What::UnnamedLeft(left) => self.unnamed_left(left)?,
            What::Decided(decision) => self.decide(event.date, decision)?,
            What::Released(released) => self.release(released)?,
            What::NeedChecked(checked) => self.check_need(checked)?,
            What::WishesChanged(changed) => self.change_wishes(changed)?,
            What::FamilyWishesChanged(changed) => self.change_family(changed)?,
            What::CapacityChanged(changed) => {
                self.check_reserve(&changed.key)?;
                self.change_capacity(changed)?;
            }
            What::FacilityOpened(facility) => self.open_facility(facility)?,
        }
        self.last = event.date;
        Ok(())
    }

    fn known(&self, child: &str) -> Result<&Registered, YearError> {
        self.children.get(child).ok_or_else(|| YearError::UnknownChild(child.to_owned()))
    }

    fn check_list(&self, child: &str, list: &[String]) -> Result<(), YearError> {
        for (place, facility) in list.iter().enumerate() {
            self.check_facility(facility)?;
            if list[..place].contains(facility) {
                return Err(YearError::WishTwice { child: child.to_owned(), facility: facility.clone() });
            }
        }
        Ok(())
    }

    fn check_facility(&self, facility: &str) -> Result<(), YearError> {
        let known = self.facilities.contains_key(facility);
        if known { Ok(()) } else { Err(YearError::UnknownFacility(facility.to_owned())) }
    }
}
