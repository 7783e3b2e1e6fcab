//! Times of day.

use super::fold_width;

/// Reads a time of day in minutes after midnight: `7:30`, `07:30`, `7:30:00`, `7時`, `7時30分`, `7時半`, full-width; up to 24:00.
/// With `serials`, also the part of a day that spreadsheets write (`0.3125`), to the minute.
#[must_use]
pub fn parse_time(text: &str, serials: bool) -> Option<u16> {
    let text = fold_width(text).replace('：', ":");
    let text = text.trim();
    if let Some((hours, rest)) = text.split_once(['時', ':']) {
        let rest = rest.trim_end_matches('分').strip_suffix(":00").unwrap_or(rest.trim_end_matches('分'));
        let minutes = match rest {
            "" if text.ends_with('時') => 0,
            "半" => 30,
            digits => number(digits, 59)?,
        };
        let time = number(hours, 24)? * 60 + minutes;
        return (time <= 24 * 60).then_some(time);
    }
    let part = text.strip_prefix("0.").filter(|_| serials)?;
    let digits = part.get(..9).unwrap_or(part);
    if digits.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let billionths = digits.parse::<u64>().ok()? * 10u64.pow(9 - digits.len() as u32);
    u16::try_from((billionths * 1440 + 500_000_000) / 1_000_000_000).ok()
}

fn number(digits: &str, most: u16) -> Option<u16> {
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|&n| plain && n <= most)
}

#[cfg(test)]
mod tests {
    use super::parse_time;

    #[test]
    fn times_as_offices_write_them() {
        for (text, minutes) in [
            ("7:30", 450),
            ("07:30", 450),
            ("7:30:00", 450),
            ("７：３０", 450),
            ("7時30分", 450),
            ("7時半", 450),
            ("18時", 1080),
            ("0:00", 0),
            ("24:00", 1440),
        ] {
            assert_eq!(parse_time(text, false), Some(minutes), "{text}");
        }
        for text in [
            "", "7", "7.5", "25:00", "24:01", "7:60", "7:5x", "-1:00", "7:30:15", "7：", "：30", "時",
            "007:30", "7時x",
        ] {
            assert_eq!(parse_time(text, false), None, "{text}");
        }
    }

    #[test]
    fn sheets_write_parts_of_a_day() {
        assert_eq!(parse_time("0.3125", true), Some(450));
        assert_eq!(parse_time("0.791666666666667", true), Some(1140));
        assert_eq!(parse_time("0.3125", false), None);
        assert_eq!((parse_time("0.", true), parse_time("0.3x", true)), (None, None));
    }
}
