"""What a sentence states without a rule's words: by who stands beside whom, who did a thing together, what was spoken of before."""
