//! Lines that fit into a terminal.

use super::style::{Style, paint};

/// The beginning of a text that is too long.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).collect::<String>() + "…"
}

/// A text in which nothing is left that a terminal obeys or does not show.
pub(super) fn visible(text: &str) -> String {
    let visible = |letter: char| match letter {
        '"' | '\'' | '\\' => letter.to_string(),
        _ => letter.escape_debug().to_string(),
    };
    text.chars().map(visible).collect()
}

/// What to do, with what, one below the other; what does not fit beside its label stands below it. All commands begin in
/// one column: if one of them stands below, all do.
pub(super) fn ways_on(ways: &[(&str, String)], width: usize) -> Vec<String> {
    const INDENT: usize = 5;
    let label = ways.iter().map(|(what, _)| what.len()).max().unwrap_or(0);
    let fits = |with: &str| 3 + label + 2 + with.chars().count() <= width;
    let is_command = |with: &str| with.starts_with("cargo ");
    let commands_fit = ways.iter().all(|(_, with)| fits(with) || !is_command(with));
    let mut lines = Vec::new();
    for (what, with) in ways {
        if fits(with) && (commands_fit || !is_command(with)) {
            lines.push(format!("   {}  {with}", paint(Style::Dim, &format!("{what:<label$}"))));
            continue;
        }
        lines.push(format!("   {}", paint(Style::Dim, what)));
        // A command stays on one line, so that it can be copied.
        let below =
            if is_command(with) { vec![with.clone()] } else { wrapped(with, width.saturating_sub(INDENT)) };
        lines.extend(below.into_iter().map(|line| format!("{}{line}", " ".repeat(INDENT))));
    }
    lines
}

/// `text` in lines of at most `width` columns, broken between words.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut current = String::new();
        for word in line.split(' ') {
            if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_beside_its_label_stands_below_it_with_one_indent() {
        let long = format!("cargo run {}", "x".repeat(60));
        let ways = [
            ("See it", "cargo run".to_owned()),
            ("Again", long.clone()),
            ("Ask", "a ".repeat(30)),
            ("Open", "it".to_owned()),
        ];

        let lines = ways_on(&ways, 40);

        let lines: Vec<_> = lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(
            lines[..5],
            ["   See it", "     cargo run", "   Again", &format!("     {long}"), "   Ask"]
        );
        let (last, asked) = lines[5..].split_last().expect("there is more");
        assert!(asked.iter().all(|line| line.starts_with("     a") && line.len() <= 40), "{lines:?}");
        assert_eq!(last, "   Open    it");
    }
}
