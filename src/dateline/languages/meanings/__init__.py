"""What the words of a grammar's ``means`` do, by what they make: dates, clock times, lengths and sets."""
