// Placeholder; the script follows.
