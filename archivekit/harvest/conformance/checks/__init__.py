"""The rules, one function each: from what can be asked to the answers that break the rule."""
