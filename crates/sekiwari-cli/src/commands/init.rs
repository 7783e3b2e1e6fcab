//! `sekiwari init DIR`: a round to start from.

use clap::{Args, ValueEnum};
use sekiwari::Lang;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::console;
use crate::failure::{Exit, Failure};
use crate::samples;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to make; it must not exist or be empty.
    /// 作成するフォルダ(存在しないか空のもの)。
    dir: PathBuf,
    /// The sample to copy.
    /// 見本の種類。
    #[arg(long, value_enum, default_value_t = Sample::Tiny)]
    sample: Sample,
}

/// The samples in the binary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sample {
    /// A dozen children, each rule visible. 十数人で、規則が一つずつ見える例。
    Tiny,
    /// The same children, their points computed by a rulebook. 同じ児童の点数を点数規則で計算する例。
    Points,
    /// Seats reserved for some children, every kind visible. 優先枠の種類が一つずつ見える例。
    Reserves,
    /// The city of Soja with synthetic applicants. 総社市の施設と架空の申込者。
    Soja,
    /// After-school clubs, each rule visible. 放課後児童クラブの規則が一つずつ見える例。
    Clubs,
    /// The school districts of Soja with synthetic applicants for clubs. 総社市の学区と、クラブへの架空の申込者。
    SojaClubs,
    /// Day services, each rule visible. 日単位の保育の規則が一つずつ見える例。
    Daily,
    /// A month of day services in Soja, with invented sites and requests. 総社市の病児保育室と、架空の施設・申込みの一か月。
    SojaDaily,
}

impl Init {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let io = |e: std::io::Error| Failure::io(&self.dir, &e);
        match std::fs::read_dir(&self.dir) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    let dir = self.dir.display();
                    return Err(Failure::new(
                        format!("{dir} は空ではありません。新しいフォルダを指定してください。"),
                        format!("{dir} is not empty: name a new folder"),
                    ));
                }
            }
            Err(e) if e.kind() == ErrorKind::NotFound => std::fs::create_dir_all(&self.dir).map_err(io)?,
            Err(e) => return Err(io(e)),
        }
        let files = samples::files(self.sample);
        for (name, text) in files {
            let path = self.dir.join(name);
            std::fs::write(&path, text).map_err(|e| Failure::io(&path, &e))?;
        }
        let (dir, count) = (self.dir.display(), files.len());
        console::say(&lang.pick(
            format!("{dir} に {count} 個のファイルを作りました。次は: sekiwari check {dir}\n"),
            format!("made {count} files in {dir}; next: sekiwari check {dir}\n"),
        ))?;
        Ok(Exit::Clean)
    }
}
