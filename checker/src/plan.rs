//! What is to be done for each part that is selected: what its text alone tells, what keeps it from being compiled, or
//! else a test program to be played.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use anyhow::Result;

use crate::compile::{Library, Program, Workbench};
use crate::course::{Part, Pattern};
use crate::dev;
use crate::refused::Written;
use crate::rustc::Diagnostic;
use crate::seal::Seal;
use crate::shapes;
use crate::source;
use crate::sources::Sources;
use crate::verdict::{Extent, Lack, Place, Verdict};
use crate::workspace::{Submission, Workspace};

/// What of the course to grade.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'a> {
    /// Only this pattern, by name.
    pub pattern: Option<&'a str>,
    /// Only this part of it, by name.
    pub part: Option<&'a str>,
}

impl Selection<'_> {
    /// The parts that are selected, pattern by pattern.
    pub fn of<'a>(&self, course: &'a [Pattern]) -> Vec<(&'a Pattern, Vec<&'a Part>)> {
        let patterns = course.iter().filter(|pattern| self.pattern.is_none_or(|name| name == pattern.name));
        let parts = |pattern: &'a Pattern| {
            pattern.parts.iter().filter(|part| self.part.is_none_or(|name| name == part.name))
        };
        patterns.map(|pattern| (pattern, parts(pattern).collect())).collect()
    }
}

/// What a part is graded with.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// The part.
    pub part: &'a Part,
    /// Its pattern.
    pub pattern: &'a Pattern,
    /// Where its code stands, relative to the root, with `/`.
    pub file: String,
    /// Its code.
    pub text: String,
    /// The stub that it began with.
    pub stub: String,
    /// What rustc warns of in its file.
    pub warnings: Vec<Diagnostic>,
    /// The code of the whole pattern, by files relative to `src`.
    sources: Arc<Sources>,
    /// The stubs of the whole pattern.
    stubs: Arc<Vec<String>>,
    /// Whether the text is the one that is given.
    pub is_as_given: bool,
    /// Whether what it does may be different the next time, though the program is the same.
    pub may_vary: bool,
    /// What to do.
    pub plan: Plan,
}

/// In teaching order.
pub type Tasks<'a> = Vec<Task<'a>>;

impl Task<'_> {
    /// The folder of the code, relative to the root, with `/`.
    pub fn src(&self) -> &str {
        self.file.strip_suffix(self.part.file.as_str()).unwrap_or(&self.file)
    }

    /// The names of what is `async` in the contracts of the pattern.
    pub fn waiting_names(&self) -> BTreeSet<String> {
        self.stubs.iter().flat_map(|stub| shapes::async_names(stub)).collect()
    }

    /// The text of a file of its pattern, relative to the root.
    pub fn text_of(&self, file: &str) -> Option<&str> {
        self.sources.text(file.strip_prefix(self.src())?)
    }

    /// Its code, beside what is given of it.
    pub fn written(&self) -> Written<'_> {
        Written { file: &self.file, text: &self.text, stub: &self.stub }
    }
}

/// What to do for a part.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Nothing can be played.
    Settled(Verdict),
    /// Play the scenarios of this test program.
    Play(Program),
}

/// The code of one pattern, and how each of its parts stands before anything is compiled.
#[derive(Debug)]
pub struct Submitted<'a> {
    /// The pattern.
    pub pattern: &'a Pattern,
    submission: Submission,
    sources: Arc<Sources>,
    /// In the order of the parts.
    found: Vec<Found>,
    /// What each of the parts began with, in their order.
    stubs: Arc<Vec<String>>,
}

/// What is found where the file of a part should be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// Nothing that can be read, and why.
    Unreadable(String),
    /// The stub, with the line and the text of its first `todo!`, unless it is code to be repaired.
    AsGiven(Option<(usize, String)>),
    /// Something else.
    Work,
}

impl<'a> Submitted<'a> {
    /// Reads the code of a pattern.
    ///
    /// # Errors
    /// When the course itself cannot be read.
    pub fn read(
        workspace: &Workspace,
        seal: &Seal,
        pattern: &'a Pattern,
        submission: Submission,
    ) -> Result<Self> {
        let mut sources = Sources::read(&workspace.root, &Workspace::src(submission, &pattern.name));
        let stubs = stubs(workspace, pattern)?;
        let mut found = Vec::new();
        for part in &pattern.parts {
            let file = Workspace::source(submission, part);
            let here = match fs::read(workspace.path(&file)) {
                Err(error) => Found::Unreadable(error.to_string()),
                Ok(text) => match str::from_utf8(&text) {
                    Err(_) => Found::Unreadable("it is not text (UTF-8)".to_owned()),
                    Ok(given) if submission == Submission::Learner && seal.is_stub(&file, &text) => {
                        Found::AsGiven(source::first_todo(given))
                    }
                    Ok(_) => Found::Work,
                },
            };
            if matches!(here, Found::Unreadable(_)) {
                for replaced in std::iter::once(part).chain(pattern.extensions(part)) {
                    sources.put(&replaced.file, dev::stub(workspace, replaced)?);
                }
            }
            found.push(here);
        }
        Ok(Submitted { pattern, submission, sources: Arc::new(sources), found, stubs: Arc::new(stubs) })
    }

    /// A submission from somewhere else, all work but what is the stub.
    ///
    /// # Errors
    /// When the course itself cannot be read.
    pub fn from(workspace: &Workspace, pattern: &'a Pattern, sources: Sources) -> Result<Self> {
        let stubs = stubs(workspace, pattern)?;
        let found = pattern.parts.iter().zip(&stubs).map(|(part, stub)| match sources.text(&part.file) {
            Some(text) if text == stub => Found::AsGiven(source::first_todo(text)),
            _ => Found::Work,
        });
        let found = found.collect();
        let submission = Submission::Learner;
        Ok(Submitted { pattern, submission, sources: Arc::new(sources), found, stubs: Arc::new(stubs) })
    }

    fn found(&self, part: &str) -> Option<&Found> {
        self.found.get(self.pattern.parts.iter().position(|other| other.name == part)?)
    }

    fn stub(&self, part: &Part) -> &str {
        let index = self.pattern.parts.iter().position(|other| other.name == part.name);
        index.and_then(|index| self.stubs.get(index)).map_or("", String::as_str)
    }

    /// The code of a part, beside what is given of it.
    fn written<'b>(&'b self, part: &Part, file: &'b str) -> Written<'b> {
        Written { file, text: self.sources.text(&part.file).unwrap_or_default(), stub: self.stub(part) }
    }

    /// What is clear without compiling anything. Code that is given to be repaired is played if it `is_asked_for`.
    fn settled_one(&self, part: &Part, is_asked_for: bool) -> Option<Verdict> {
        let file = Workspace::source(self.submission, part);
        match self.found(&part.name)? {
            Found::Unreadable(error) => {
                return Some(Verdict::Unreadable { error: format!("cannot read {file}: {error}") });
            }
            Found::AsGiven(Some((line, step))) => {
                let place = Place { file, line: *line };
                return Some(Verdict::Unwritten { step: step.clone(), place });
            }
            Found::AsGiven(None) if !is_asked_for => return Some(Verdict::ToRepair),
            Found::AsGiven(None) => {}
            Found::Work => {
                if let Some(changed) = self.written(part, &file).changed() {
                    return Some(changed);
                }
            }
        }
        part.needs.iter().find_map(|need| match self.found(need)? {
            Found::Unreadable(_) => Some(self.waiting(need, Lack::NotBuilt)),
            Found::AsGiven(_) => Some(self.waiting(need, Lack::Unwritten)),
            Found::Work => {
                let changed = self.written(self.pattern.part(need)?, &file).changed();
                changed.map(|_| self.waiting(need, Lack::Changed))
            }
        })
    }

    fn waiting(&self, need: &str, lack: Lack) -> Verdict {
        let part = self.pattern.part(need).expect("the course is read with needs that are parts");
        Verdict::Waiting { on: part.path(), file: Workspace::source(self.submission, part), lack }
    }

    /// What the library tells of a part: whether it, or what it needs, does not compile.
    fn broken(&self, part: &Part, library: &Library) -> Option<Verdict> {
        let file = format!("{}/{}", self.sources.folder, part.file);
        if let Some(errors) = library.broken.get(&part.name) {
            let unwritten = self.unwritten_in(errors, part).map(|other| self.waiting(other, Lack::Unwritten));
            return Some(
                unwritten.unwrap_or_else(|| self.written(part, &file).refused(errors, Extent::Part)),
            );
        }
        if let Some(errors) = &library.failed {
            return Some(self.written(part, &file).refused(errors, Extent::Pattern));
        }
        let need = part.needs.iter().find(|need| library.broken.contains_key(*need))?;
        Some(self.waiting(need, Lack::NotBuilt))
    }

    /// Another part that an error is about too, and that is unwritten: what stands there for the fields of a type need not
    /// be what the code of this part asks of it.
    fn unwritten_in(&self, errors: &[Diagnostic], part: &Part) -> Option<&'a str> {
        let first = errors.first()?.rendered();
        let said = anstream::adapter::strip_str(first).to_string().replace('\\', "/");
        let is_unwritten = |other: &&Part| matches!(self.found(&other.name), Some(Found::AsGiven(Some(_))));
        let others = self.pattern.parts.iter().filter(|other| other.name != part.name);
        let mut unwritten = others.filter(is_unwritten);
        unwritten
            .find(|other| said.contains(&format!("--> {}/{}:", self.sources.folder, other.file)))
            .map(|other| other.name.as_str())
    }

    /// The tasks for these parts of the pattern: compiles its code if one of them may be played.
    ///
    /// # Errors
    /// When nothing can be compiled at all.
    pub fn tasks(
        &self,
        workspace: &Workspace,
        bench: &Workbench,
        parts: &[&'a Part],
    ) -> Result<Vec<Task<'a>>> {
        let settled: Vec<Option<Verdict>> =
            parts.iter().map(|part| self.settled_one(part, parts.len() == 1)).collect();
        let open = parts.iter().zip(&settled).filter(|(_, verdict)| verdict.is_none());
        let wanted: Vec<&Part> = open.map(|(part, _)| *part).collect();
        let library = match wanted[..] {
            [] => None,
            _ => {
                Some(bench.library(self.pattern, &self.sources, &wanted, |part| self.stub(part).to_owned())?)
            }
        };
        let plan = |part: &Part, settled: Option<Verdict>| match (settled, &library) {
            (Some(verdict), _) => Plan::Settled(verdict),
            (None, Some(library)) => match self.broken(part, library) {
                Some(verdict) => Plan::Settled(verdict),
                None => Plan::Play(bench.program(part, library, &tests_of(workspace, part))),
            },
            (None, None) => unreachable!("an open part has the code of its pattern compiled"),
        };
        Ok(parts
            .iter()
            .zip(settled)
            .map(|(part, settled)| self.task(part, plan(part, settled), library.as_ref()))
            .collect())
    }

    /// The tasks for these parts, and if one of them can be played, those for what they need beside.
    ///
    /// # Errors
    /// When nothing can be compiled at all.
    pub fn tasks_with_needed(
        &self,
        workspace: &Workspace,
        bench: &Workbench,
        parts: &[&'a Part],
    ) -> Result<(Tasks<'a>, Tasks<'a>)> {
        let is_needed = |other: &&Part| {
            parts.iter().any(|part| part.needs.contains(&other.name)) && !parts.contains(other)
        };
        let tasks = self.tasks(workspace, bench, parts)?;
        if tasks.iter().all(|task| matches!(task.plan, Plan::Settled(_))) {
            return Ok((tasks, vec![]));
        }
        let needed: Vec<&Part> = self.pattern.parts.iter().filter(is_needed).collect();
        Ok((tasks, self.tasks(workspace, bench, &needed)?))
    }

    /// The tasks for these parts, of which nothing is compiled: each with this verdict.
    pub fn all_settled(&self, parts: &[&'a Part], verdict: &Verdict) -> Vec<Task<'a>> {
        parts.iter().map(|part| self.task(part, Plan::Settled(verdict.clone()), None)).collect()
    }

    /// The tasks for these parts as far as they are settled by their texts. `None` where something is to be compiled.
    pub fn settled(&self, parts: &[&'a Part]) -> Option<Vec<Task<'a>>> {
        let settled = parts.iter().map(|part| {
            Some(self.task(part, Plan::Settled(self.settled_one(part, parts.len() == 1)?), None))
        });
        settled.collect()
    }

    /// The task of a part that is as it was given, with its verdict, where it can be begun: what it needs is written.
    pub fn to_do(&self, part: &'a Part) -> Option<(Task<'a>, Verdict)> {
        let verdict = self.settled_one(part, false)?;
        let is_given = matches!(verdict, Verdict::Unwritten { .. } | Verdict::ToRepair);
        let can_begin = part.needs.iter().all(|need| self.found(need) == Some(&Found::Work));
        (is_given && can_begin).then(|| (self.task(part, Plan::Settled(verdict.clone()), None), verdict))
    }

    fn task(&self, part: &'a Part, plan: Plan, library: Option<&Library>) -> Task<'a> {
        let file = format!("{}/{}", self.sources.folder, part.file);
        let warnings = library.map_or(&[][..], |library| &library.warnings).iter();
        let of_part = warnings.filter(|warning| warning.place().is_some_and(|place| place.file == file));
        Task {
            part,
            pattern: self.pattern,
            text: self.sources.text(&part.file).unwrap_or_default().to_owned(),
            stub: self.stub(part).to_owned(),
            warnings: of_part.cloned().collect(),
            sources: self.sources.clone(),
            stubs: self.stubs.clone(),
            file,
            is_as_given: matches!(self.found(&part.name), Some(Found::AsGiven(_))),
            may_vary: self.reached_from(part).iter().any(|text| source::may_vary(text)),
            plan,
        }
    }

    /// The texts that a part may use: its own, those of the parts that it needs, and all that one of them names.
    fn reached_from(&self, part: &Part) -> Vec<&str> {
        let name_of = |file: &'_ str| {
            let module = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".rs").to_owned();
            let part = self.pattern.part_in(file).map(|part| part.name.clone());
            [Some(module), part].into_iter().flatten().collect::<Vec<_>>()
        };
        let mut left: Vec<(&str, Vec<String>)> =
            self.sources.files().map(|(file, _)| (file, name_of(file))).collect();
        let mut reached = Vec::new();
        let mut next: Vec<&str> = Vec::new();
        let is_needed = |file: &str| {
            let needed = self.pattern.part_in(file);
            file == part.file || needed.is_some_and(|other| part.needs.contains(&other.name))
        };
        left.retain(|(file, _)| {
            let is_kept = !is_needed(file);
            if !is_kept {
                next.push(file);
            }
            is_kept
        });
        while let Some(file) = next.pop() {
            let Some(text) = self.sources.text(file) else { continue };
            reached.push(text);
            left.retain(|(file, names)| {
                let is_named = names.iter().any(|name| source::has_word(text, name));
                if is_named {
                    next.push(file);
                }
                !is_named
            });
        }
        reached
    }
}

/// What each part of a pattern begins with.
fn stubs(workspace: &Workspace, pattern: &Pattern) -> Result<Vec<String>> {
    pattern.parts.iter().map(|part| dev::stub(workspace, part)).collect()
}

/// The texts of a part's test program, with those that several share.
fn tests_of(workspace: &Workspace, part: &Part) -> Sources {
    let mut tests = Sources::read(&workspace.root, &Workspace::tests(part));
    let shared = Sources::read(&workspace.root, &format!("exercises/{}/tests/shared", part.pattern));
    for (file, text) in shared.files() {
        tests.put(&format!("../shared/{file}"), text);
    }
    tests
}
