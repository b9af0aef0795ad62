-- How much more often two themes meet than by chance, and the ends of its 95 % interval (side -1 or
-- 1): the logarithm of a lift has about this variance. Nothing is said where nothing was seen.
create macro core.lift(n_both, n_a, n_b, total) as
    round(n_both * total / nullif(n_a::bigint * n_b, 0), 3);
create macro core.lift_end(n_both, n_a, n_b, total, side) as case when n_both > 0 then round(
    n_both * total / (n_a::bigint * n_b) * exp(side * 1.96 * sqrt(greatest(0,
        1 / n_both - 1 / n_a - 1 / n_b - 1 / total + 2 * n_both / (n_a::bigint * n_b)))), 3) end;

-- From here on nine in ten links were right when read; below, less than half.
create macro core.answers() as 0.6;
