"""What reads bytes of strangers, under inputs that a fuzzer made up or found."""
