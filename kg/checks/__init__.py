"""What is checked: stated arithmetic, sources against each other, the graph against the schema."""
