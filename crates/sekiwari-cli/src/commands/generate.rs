//! `sekiwari generate --children N --seed S --out DIR`: a synthetic round of any size.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::write::{RoundSettings, RuledBy, write_round};
use sekiwari_synth::{Options, circumstances, generate};
use std::path::PathBuf;

use crate::console;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::samples;

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Applying children.
    /// 申込児童数。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    children: u32,
    /// The seed: the same arguments give the same round.
    /// 乱数の種(同じ引数からは同じ募集ができます)。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: u64,
    /// The folder to make; it must not exist or be empty.
    /// 作成するフォルダ。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Facilities; one per 18.5 children if not given.
    /// 施設数。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=500_000))]
    facilities: Option<u32>,
    /// Open seats per thousand children without a seat.
    /// 席のない児童千人あたりの募集数。
    #[arg(long, value_name = "PERMILLE", value_parser = clap::value_parser!(u32).range(..=10_000))]
    seats: Option<u32>,
    /// Children per thousand who apply together with a sibling.
    /// きょうだいで申し込む児童(千人あたり)。
    #[arg(long, value_name = "PERMILLE", value_parser = clap::value_parser!(u32).range(..=1000))]
    siblings: Option<u32>,
    /// Children per thousand who hold a seat and wish to move.
    /// 転園を希望する児童(千人あたり)。
    #[arg(long, value_name = "PERMILLE", value_parser = clap::value_parser!(u32).range(..=1000))]
    transfers: Option<u32>,
    /// Facilities per thousand whose classes 0-1 and 4-5 share seats.
    /// 0-1歳児・4-5歳児が枠を共有する施設(千施設あたり)。
    #[arg(long, value_name = "PERMILLE", value_parser = clap::value_parser!(u32).range(..=1000))]
    shared: Option<u32>,
    /// How far points differ between facilities, in points up and down.
    /// 施設ごとの指数の揺れ(点)。
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(..=1000))]
    noise: Option<u32>,
    /// Households with siblings per thousand who give their own list of joint outcomes.
    /// 組合せ希望を自ら書くきょうだい世帯(千世帯あたり)。
    #[arg(long, value_name = "PERMILLE", value_parser = clap::value_parser!(u32).range(..=1000))]
    joint_wishes: Option<u32>,
    /// How many facilities each child lists, as far as that many are in reach; a mix with a mean of 3.45 if not given.
    /// 児童ごとの希望施設数(届く範囲に足りなければそこまで)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200))]
    list_length: Option<u32>,
    /// Round points down to multiples of this many and leave out the tie keys, so that large groups are tied.
    /// 指数をこの点数の倍数に切り捨て、同点時の優先項目をなくします(大きな同点集団ができます)。
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(1..=1000))]
    tie_step: Option<u32>,
    /// Fiscal year.
    /// 年度。
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(2000..=2100))]
    fiscal_year: Option<i16>,
    /// Make guardians and circumstances and have the points computed by a shipped rulebook: koshigaya-r8 if none is named.
    /// 保護者と世帯の事情を作り、点数規則で点数を計算する募集にします。
    #[arg(
        long,
        value_name = "RULEBOOK",
        num_args = 0..=1,
        default_missing_value = "koshigaya-r8",
        value_parser = clap::builder::PossibleValuesParser::new(samples::RULEBOOKS.iter().map(|(name, _)| *name))
    )]
    circumstances: Option<String>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
}

impl Generate {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let defaults = Options::new(self.children, self.seed);
        let options = Options {
            facilities: self.facilities,
            seats_permille: self.seats.unwrap_or(defaults.seats_permille),
            sibling_permille: self.siblings.unwrap_or(defaults.sibling_permille),
            transfer_permille: self.transfers.unwrap_or(defaults.transfer_permille),
            shared_permille: self.shared.unwrap_or(defaults.shared_permille),
            priority_noise: self.noise.unwrap_or(defaults.priority_noise),
            joint_wishes_permille: self.joint_wishes.unwrap_or(defaults.joint_wishes_permille),
            list_length: self.list_length,
            tie_step: self.tie_step.unwrap_or(defaults.tie_step),
            fiscal_year: self.fiscal_year.unwrap_or(defaults.fiscal_year),
            children: self.children,
            seed: self.seed,
        };
        let mut progress = Progress::new(false);
        progress.step("generate", lang.pick("作成", "generating"));
        let data = generate(&options);
        progress.step("write", lang.pick("書き出し", "writing"));
        let rulebook = self.circumstances.as_ref().and_then(|name| {
            let (name, text) = samples::RULEBOOKS.iter().find(|(n, _)| n == name)?;
            let circumstances = circumstances(&data, self.seed);
            Some(RuledBy { file: format!("{name}.toml"), text: (*text).to_owned(), circumstances })
        });
        let settings = RoundSettings {
            lottery_seed: Some(self.seed),
            no_bom: self.no_bom,
            rulebook,
            ..RoundSettings::default()
        };
        let written = write_round(&self.out, &data, &settings);
        progress.finish();
        written.map_err(|e| Failure::new(format!("募集を書き出せません: {e}"), e.to_string()))?;
        let (children, facilities, dir) = (data.children.len(), data.facilities.len(), self.out.display());
        console::say(&lang.pick(
            format!("{dir}: 児童 {children} 人、施設 {facilities} の架空の募集を作りました。\n"),
            format!("{dir}: a synthetic round of {children} children and {facilities} facilities\n"),
        ))?;
        Ok(Exit::Clean)
    }
}
