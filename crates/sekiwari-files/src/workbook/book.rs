//! A workbook in the making, and the sheets in it, cell by cell.

use super::WorkbookError;
use super::names::SheetNames;
use crate::write::guard;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
};
use sekiwari::Lang;
use sekiwari::priority::Thousandths;
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// The most characters in a cell.
const MOST_TEXT: usize = 32_767;
/// Columns are this wide at least and at most, in digits.
const NARROW: usize = 6;
/// Where nothing else is said.
pub(super) const WIDE: usize = 24;
/// Where numbers stand; longer headers are wrapped.
pub(super) const NUMBER: usize = 10;
/// Where sentences stand.
pub(super) const SENTENCE: usize = 56;
/// Beside the header there is the button of the filter.
const BUTTON: usize = 3;
/// The height of a line in points, and the most that a row can have.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 27;

/// The looks of cells.
struct Looks {
    header: Format,
    text: Format,
    guarded: Format,
    whole: Format,
    decimal: Format,
    date: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        let text = || cell().set_num_format("@").set_text_wrap();
        Self {
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DC_E6F1))
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            // A text like `=1` stays one when somebody edits its cell.
            guarded: text().set_quote_prefix(),
            whole: cell().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
            decimal: cell().set_align(FormatAlign::Right).set_indent(1),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

/// A workbook in the making. The same calls give the same bytes.
pub(super) struct Book {
    workbook: Workbook,
    looks: Looks,
    names: SheetNames,
    title: String,
}

impl Book {
    /// `day` is what the file says about its making: no clock is asked.
    pub(super) fn new(title: &str, day: Date) -> Result<Self, WorkbookError> {
        let year = u16::try_from(day.year()).unwrap_or(1900);
        let made = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
        let properties =
            DocProperties::new().set_title(title).set_author("sekiwari").set_creation_datetime(&made);
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties);
        Ok(Self { workbook, looks: Looks::new(), names: SheetNames::default(), title: title.to_owned() })
    }

    /// Claims the name of a sheet that is made later.
    pub(super) fn name(&mut self, wanted: &str, other: &str) -> String {
        self.names.unique(wanted, other)
    }

    /// Begins a sheet of that name with its headers, each with the most width of its column.
    pub(super) fn sheet(&self, name: &str, heads: &[Head]) -> Result<Sheet<'_>, WorkbookError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        let mut sheet = Sheet {
            looks: &self.looks,
            worksheet,
            row: 0,
            column: 0,
            lines: 1,
            headers: heads.iter().map(|h| width(&h.text)).collect(),
            widths: Vec::with_capacity(heads.len()),
            most: heads.iter().map(|h| h.most).collect(),
        };
        for (column, head) in (0u16..).zip(heads) {
            sheet.worksheet.write_string_with_format(0, column, shortened(&head.text), &self.looks.header)?;
            let button = if head.text.is_empty() { 0 } else { BUTTON };
            sheet.widths.push((width(&head.text) + button).min(head.most));
        }
        sheet.row = 1;
        // An ampersand begins a code there.
        let title = self.title.replace('&', "&&").chars().take(120).collect::<String>();
        sheet.worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.worksheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.worksheet.set_header(format!("&L{title}&R&A")).set_footer("&C&P / &N");
        sheet.worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        Ok(sheet)
    }

    /// Puts finished sheets into the workbook, in this order.
    pub(super) fn finish(mut self, sheets: Vec<Worksheet>) -> Result<Vec<u8>, WorkbookError> {
        for sheet in sheets {
            self.workbook.push_worksheet(sheet);
        }
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// The header of a column.
pub(super) struct Head {
    text: String,
    most: usize,
}

/// A column that is as wide as it needs to be, up to `most` digits; longer texts are wrapped.
pub(super) fn head(text: impl Into<String>, most: usize) -> Head {
    Head { text: text.into(), most }
}

/// Whoever writes sheets in a language titles their columns.
pub(super) trait Titles {
    /// The language of the workbook.
    fn lang(&self) -> Lang;

    /// A column of texts.
    fn head(&self, ja: &str, en: &str) -> Head {
        head(self.lang().pick(ja, en), WIDE)
    }

    /// A column of numbers, or of texts as short.
    fn number(&self, ja: &str, en: &str) -> Head {
        head(self.lang().pick(ja, en), NUMBER)
    }
}

/// One sheet in the making.
pub(super) struct Sheet<'b> {
    looks: &'b Looks,
    worksheet: Worksheet,
    row: u32,
    column: u16,
    // The most lines of a cell of this row.
    lines: usize,
    headers: Vec<usize>,
    widths: Vec<usize>,
    most: Vec<usize>,
}

impl Sheet<'_> {
    fn place(&mut self, shown: usize) -> (u32, u16) {
        let column = self.column;
        self.column += 1;
        let most = self.most.get(usize::from(column)).copied().unwrap_or(WIDE);
        if let Some(width) = self.widths.get_mut(usize::from(column)) {
            *width = (*width).max((shown + 2).min(most));
        }
        (self.row, column)
    }

    /// Lines that a text takes in the column that comes next.
    fn lines_of(&self, text: &str) -> usize {
        let most = self.most.get(usize::from(self.column)).copied().unwrap_or(WIDE);
        text.lines().map(|line| (width(line) + 2).div_ceil(most - most / 16).max(1)).sum()
    }

    /// A text, exactly as it is: never a formula, never a number.
    pub(super) fn text(&mut self, text: &str) -> Result<&mut Self, WorkbookError> {
        self.lines = self.lines.max(self.lines_of(text));
        let (row, column) = self.place(text.lines().map(width).max().unwrap_or(0));
        let dangerous = matches!(guard(text), Cow::Owned(_));
        let look = if dangerous { &self.looks.guarded } else { &self.looks.text };
        self.worksheet.write_string_with_format(row, column, shortened(text), look)?;
        Ok(self)
    }

    /// A whole number.
    pub(super) fn whole(&mut self, number: impl Into<i64>) -> Result<&mut Self, WorkbookError> {
        let number = number.into();
        let (row, column) = self.place(number.to_string().len() + 1);
        self.worksheet.write_number_with_format(row, column, number as f64, &self.looks.whole)?;
        Ok(self)
    }

    /// A whole number, or nothing.
    pub(super) fn maybe(&mut self, number: Option<impl Into<i64>>) -> Result<&mut Self, WorkbookError> {
        match number {
            Some(number) => self.whole(number),
            None => Ok(self.nothing()),
        }
    }

    /// A decimal, or nothing.
    pub(super) fn decimal(&mut self, number: Option<Thousandths>) -> Result<&mut Self, WorkbookError> {
        let Some(number) = number else { return Ok(self.nothing()) };
        let (row, column) = self.place(number.to_string().len());
        let value = number.0 as f64 / 1000.0;
        self.worksheet.write_number_with_format(row, column, value, &self.looks.decimal)?;
        Ok(self)
    }

    /// A date.
    pub(super) fn date(&mut self, date: Date) -> Result<&mut Self, WorkbookError> {
        let (row, column) = self.place(10);
        let year = u16::try_from(date.year()).unwrap_or(1900);
        let date = ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?;
        self.worksheet.write_datetime_with_format(row, column, &date, &self.looks.date)?;
        Ok(self)
    }

    /// An empty cell.
    pub(super) fn nothing(&mut self) -> &mut Self {
        self.place(0);
        self
    }

    /// Ends the row. Programs do not agree on who makes a row high enough for wrapped texts, so it is said.
    pub(super) fn end_row(&mut self) -> Result<(), WorkbookError> {
        debug_assert_eq!(usize::from(self.column), self.widths.len(), "a row with other cells than headers");
        if self.lines > 1 {
            self.worksheet.set_row_height(self.row, LINE * self.lines.min(MOST_LINES) as f64)?;
        }
        self.row += 1;
        self.column = 0;
        self.lines = 1;
        Ok(())
    }

    /// The sheet with its filter and widths.
    pub(super) fn finish(mut self) -> Result<Worksheet, WorkbookError> {
        let last = u16::try_from(self.widths.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let end = self.row.saturating_sub(1);
        self.worksheet.autofilter(0, 0, end, last)?;
        self.worksheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
        self.finish_plain()
    }

    /// The sheet without a filter, for one that is no list.
    pub(super) fn finish_plain(mut self) -> Result<Worksheet, WorkbookError> {
        let mut lines = 1;
        for (column, (&width, &header)) in (0u16..).zip(self.widths.iter().zip(&self.headers)) {
            let width = width.max(NARROW);
            lines = lines.max(header.div_ceil(width.saturating_sub(1).max(1)));
            self.worksheet.set_column_width(column, width as f64)?;
        }
        self.worksheet.set_row_height(0, (LINE + 2.0) * lines.min(MOST_LINES) as f64)?;
        Ok(self.worksheet)
    }
}

/// Digits that a text is wide; a character of East Asia takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| c.width_cjk().unwrap_or(0)).sum()
}

/// As much of a text as a cell takes.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_TEXT) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().take(MOST_TEXT - 1).chain(['…']).collect()),
    }
}
