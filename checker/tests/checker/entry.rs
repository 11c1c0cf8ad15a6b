//! Submissions that stand in files, those of the corpus and first attempts: which there are, which are wanted, and the code that each of them stands for.

use std::collections::BTreeMap;
use std::{env, fs};

use checker::course::{Part, Pattern};
use checker::dev;
use checker::files;
use checker::sources::Sources;
use checker::stub::reference_of;
use checker::workspace::{Submission, Workspace};

use crate::clone::original;

/// How many right and how many wrong ones of each part `cargo test` grades.
pub(crate) const SHARE: usize = 1;

/// One submission.
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The file with the head.
    pub(crate) source: String,
    /// The others, by path relative to `src`.
    pub(crate) others: Vec<(String, String)>,
}

impl Entry {
    /// What its head says behind `// key: `.
    pub(crate) fn says(&self, key: &str) -> Option<&str> {
        let head = self.source.lines().take_while(|line| line.starts_with("//"));
        head.filter_map(|line| line.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(": ")).next()
    }

    pub(crate) fn part<'a>(&self, pattern: &'a Pattern) -> &'a Part {
        let name = self.says("part").unwrap_or_else(|| panic!("{} says no part", self.name));
        pattern.part(name).unwrap_or_else(|| panic!("{}: {} has no part {name}", self.name, pattern.name))
    }

    pub(crate) fn is_wrong(&self) -> bool {
        self.says("mistake").is_some()
    }

    /// The code of its pattern with this in place of the reference's. What extends a type that it brings is the stub's,
    /// unless it brings that too.
    pub(crate) fn sources(&self, pattern: &Pattern, reference: &Sources) -> Sources {
        let mut sources = reference.clone();
        let part = self.part(pattern);
        let own = self.others.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let own: Vec<(&str, &str)> = own.chain([(part.file.as_str(), self.source.as_str())]).collect();
        for replaced in own.iter().filter_map(|(file, _)| pattern.part_in(file)) {
            for extension in pattern.extensions(replaced) {
                sources.put(&extension.file, dev::stub(&original(), extension).expect("it has a stub"));
            }
        }
        for (file, text) in own {
            sources.put(file, text);
        }
        sources
    }

    pub(crate) fn short_name(&self) -> &str {
        short(&self.name)
    }
}

/// The file or folder of an entry, without its ending.
pub(crate) fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Every entry of the corpus for a pattern, in the order of their names.
pub(crate) fn entries(pattern: &Pattern) -> Vec<Entry> {
    // `right/event_with_a_list.rs`
    entries_in("corpus", 2, pattern)
}

/// Every first attempt at a pattern, in the order of their names.
pub(crate) fn attempts(pattern: &Pattern) -> Vec<Entry> {
    // `event_plain_bool.rs`
    entries_in("attempts", 1, pattern)
}

/// The entries in this folder for a pattern, each of them so many steps below it.
fn entries_in(folder: &str, depth: usize, pattern: &Pattern) -> Vec<Entry> {
    let root = original().root;
    let folder = format!("checker/tests/{folder}/{}", pattern.name);
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let files = files::below(&root, &folder).expect("there are some");
    for file in files.into_iter().filter(|file| file.ends_with(".rs")) {
        let text = fs::read_to_string(root.join(&file)).expect("a submission is text");
        // `…/wrong/event_no_wake.rs`, or `…/wrong/get_within_no_limit/queue.rs`.
        let steps: Vec<&str> = file.split('/').skip(folder.split('/').count()).collect();
        let name = format!("{folder}/{}", steps[..depth].join("/"));
        let entry = entries.entry(name.clone()).or_insert_with(|| Entry {
            name,
            source: String::new(),
            others: vec![],
        });
        match steps[depth..] {
            [] => entry.source = text,
            [_] if text.starts_with("// part: ") => entry.source = text,
            [file] => {
                let part = pattern.parts.iter().find(|part| part.file.rsplit('/').next() == Some(file));
                let part = part.unwrap_or_else(|| panic!("{}: no part is in {file}", entry.name));
                entry.others.push((part.file.clone(), text));
            }
            _ => panic!("{file} lies too deep"),
        }
    }
    entries.into_values().collect()
}

/// Which entries are graded.
pub(crate) enum Wanted {
    /// So many of each kind of each part, spread evenly.
    Share(usize),
    /// Those with this in their path.
    Named(String),
}

impl Wanted {
    pub(crate) fn from_environment() -> Self {
        match env::var("CORPUS").as_deref() {
            Err(_) => Wanted::Share(SHARE),
            Ok("all") => Wanted::Named(String::new()),
            Ok(path) => Wanted::Named(path.to_owned()),
        }
    }

    /// Those that are wanted of one kind of one part.
    pub(crate) fn of(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        match self {
            Wanted::Named(path) => entries.retain(|entry| entry.name.contains(path)),
            Wanted::Share(share) => {
                let step = entries.len().div_ceil(*share).max(1);
                let mut place = 0;
                entries.retain(|_| {
                    place += 1;
                    (place - 1) % step == 0
                });
            }
        }
        entries
    }
}

/// What is graded one after the other, on one bench: the wanted entries of one part.
pub(crate) fn of_part(pattern: &Pattern, part: &Part, wanted: &Wanted) -> Vec<Entry> {
    let mut wrong = entries(pattern);
    wrong.retain(|entry| entry.part(pattern) == part);
    let right = wrong.extract_if(.., |entry| !entry.is_wrong()).collect();
    let mut both = wanted.of(right);
    both.extend(wanted.of(wrong));
    both
}

/// The code of the reference.
pub(crate) fn reference_sources(pattern: &Pattern) -> Sources {
    let folder = Workspace::src(Submission::Reference, &pattern.name);
    let read = Sources::read(&original().root, &folder);
    let mut sources = Sources::named(Workspace::src(Submission::Learner, &pattern.name));
    for (file, text) in read.files() {
        sources.put(file, reference_of(str::from_utf8(text).expect("a reference is text")));
    }
    sources
}
