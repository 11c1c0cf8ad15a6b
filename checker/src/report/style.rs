//! Colors, and the sign beside each of them: a color never says anything alone.

use anstyle::AnsiColor;

use crate::graded::Standing;

/// How a piece of text is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What is well.
    Good,
    /// What is wrong.
    Bad,
    /// What waits to be done.
    Open,
    /// What a glance should find.
    Bold,
    /// What may be overlooked.
    Dim,
}

/// `text` in a style. Whoever prints it takes the colors out again where they are not wanted.
pub fn paint(style: Style, text: &str) -> String {
    let ansi = match style {
        Style::Good => AnsiColor::Green.on_default(),
        Style::Bad => AnsiColor::Red.on_default().bold(),
        Style::Open => AnsiColor::Yellow.on_default(),
        Style::Bold => anstyle::Style::new().bold(),
        Style::Dim => anstyle::Style::new().dimmed(),
    };
    format!("{ansi}{text}{ansi:#}")
}

/// The sign, the word and the style of how a part stands.
pub fn of(standing: Standing) -> (&'static str, &'static str, Style) {
    match standing {
        Standing::Passed => ("✓", "passed", Style::Good),
        Standing::Failed => ("✗", "failed", Style::Bad),
        Standing::Unwritten => ("·", "unwritten", Style::Open),
        Standing::ToRepair => ("·", "to repair", Style::Open),
        Standing::Waiting => ("·", "waiting", Style::Open),
        Standing::NotBuilt => ("!", "not built", Style::Bad),
        Standing::Unchecked => ("!", "unchecked", Style::Bad),
    }
}
