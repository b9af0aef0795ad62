"""What a paragraph of a review is, learnt from annotated ones: a linear model beside the rules."""
