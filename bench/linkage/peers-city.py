"""The peer: Splink 4 on the two registers of the invented city, unsupervised, by the same columns as ours.

python peers-city.py FOLDER  ->  one line of JSON: f1 at probability one half, at its best threshold, and both with only
the best link of each record left (one to one, which Splink's own clustering for sources without repeats does), CPU seconds
from the files to the scored pairs, peak memory in bytes. The best thresholds are known only with the truth.
"""
import json
import logging
import os
import resource
import sys
import warnings

import duckdb

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
folder = sys.argv[1]
threads = 2


def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


import splink.comparison_library as cl
import splink.comparison_level_library as cll
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

begun = used()
connection = duckdb.connect()
connection.execute(f"set threads = {threads}")
for side in ["left", "right"]:
    connection.execute(
        f"""create table city_{side} as select id as unique_id, name, substr(name, 1, 1) as surname, sex, number, birth, phone, address,
        array_to_string(regexp_extract_all(address, '[0-9]+'), ' ') as numbers, substr(name, 2) as given
        from read_csv('{os.path.join(folder, side + ".csv")}', all_varchar = true, header = true)"""
    )
slips = lambda name, *most: cl.DamerauLevenshteinAtThresholds(name, list(most))
name = cl.CustomComparison(
    output_column_name="name",
    comparison_levels=[
        cll.NullLevel("name"),
        cll.ExactMatchLevel("name", term_frequency_adjustments=True),
        cll.DamerauLevenshteinLevel("name", 1),
        cll.ExactMatchLevel("surname"),
        cll.ElseLevel(),
    ],
)
address = cl.CustomComparison(
    output_column_name="address",
    comparison_levels=[
        cll.NullLevel("address"),
        cll.ExactMatchLevel("address", term_frequency_adjustments=True),
        cll.And(cll.ExactMatchLevel("numbers"), cll.JaroWinklerLevel("address", 0.7)),
        cll.JaroWinklerLevel("address", 0.9),
        cll.JaroWinklerLevel("address", 0.75),
        cll.ElseLevel(),
    ],
)
compare = [
    name,
    cl.ExactMatch("sex"),
    slips("number", 1, 2),
    cl.DateOfBirthComparison("birth", input_is_string=True),
    cl.DamerauLevenshteinAtThresholds("phone", [1]).configure(term_frequency_adjustments=True),
    address,
]
blocks = [
    block_on("number"),
    block_on("name", "birth"),
    block_on("birth", "surname", "sex"),
    block_on("name", "address"),
    block_on("name", "phone"),
    block_on("birth", "phone"),
    block_on("birth", "numbers"),
    block_on("name", "numbers"),
]
settings = SettingsCreator(link_type="link_only", comparisons=compare, blocking_rules_to_generate_predictions=blocks)
linker = Linker(["city_left", "city_right"], settings, DuckDBAPI(connection))
linker.training.estimate_probability_two_random_records_match([block_on("number"), block_on("name", "birth")], recall=0.9)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
for rule in [block_on("birth", "name"), block_on("number"), block_on("phone", "name")]:
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
found = linker.inference.predict(threshold_match_weight=-10)
cpu, memory = used() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

connection.execute(
    f"""create table judged as select match_weight as w, unique_id_l as l, unique_id_r as r, t.left_id is not null as hit
    from {found.physical_name} p left join read_csv('{os.path.join(folder, "truth.csv")}', all_varchar = true, header = true) t
    on t.left_id = least(unique_id_l, unique_id_r) and t.right_id = greatest(unique_id_l, unique_id_r)"""
)
total = connection.execute(f"select count(*) from read_csv('{os.path.join(folder, 'truth.csv')}', all_varchar = true)").fetchone()[0]
# Each record's best only: a pair stays when it is the best of both.
connection.execute(
    """create table singled as select w, hit from judged qualify row_number() over (partition by l order by w desc, r) = 1
    and row_number() over (partition by r order by w desc, l) = 1"""
)


def scores(table):
    right, linked = connection.execute(f"select count(*) filter (hit), count(*) from {table} where w >= 0").fetchone()
    best = connection.execute(
        f"""with c as (select sum(hit::integer) over o as hits, count(*) over o as pairs from {table} window o as (order by w desc range unbounded preceding))
        select max(2 * hits / (pairs + {total})) from c"""
    ).fetchone()[0]
    return {"f1": 2 * right / (linked + total), "precision": right / max(linked, 1), "recall": right / total, "best": float(best)}


pairs, kept = connection.execute("select count(*), count(*) filter (hit) from judged").fetchone()
print(json.dumps({"tool": "Splink", **scores("judged"), "single": scores("singled"), "pairs": pairs, "kept": kept / total, "cpu": cpu, "memory": memory}))
