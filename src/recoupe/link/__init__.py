"""Links articles to one another: what was read from each in, what they tell together out."""
