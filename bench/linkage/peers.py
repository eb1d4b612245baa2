"""The peers: Splink 4 and recordlinkage on one set of records with truth, unsupervised, by the same columns as ours.

python peers.py FOLDER SET  ->  one line of JSON a tool: {"tool", "f1", "precision", "recall", "best", "cpu"}
`f1` is at probability one half (Splink) or by its own cut (recordlinkage); `best` at the best threshold, known only with the truth.
Blocking rules are those of Splink's own demonstrations of these sets.
"""
import json
import logging
import os
import resource
import sys
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
folder, which = sys.argv[1], sys.argv[2]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def febrl(file):
    frame = pd.read_csv(os.path.join(folder, "febrl", file), dtype=str, skipinitialspace=True)
    frame.columns = [name.strip() for name in frame.columns]
    frame = frame.apply(lambda column: column.str.strip()).replace({"": None})
    frame = frame.where(frame.notna(), None).rename(columns={"rec_id": "unique_id"})
    frame["person"] = frame["unique_id"].str.extract(r"^(rec-\d+)", expand=False)
    return frame


def data():
    if which == "febrl4":
        return [febrl("dataset4a.csv"), febrl("dataset4b.csv")]
    if which.startswith("febrl"):
        return [febrl(f"dataset{which[-1]}.csv")]
    frame = pd.read_csv(os.path.join(folder, "fake_1000", f"{which}.csv"), dtype=str)
    frame = frame.where(frame.notna(), None).rename(columns={"cluster": "person", "group": "person"})
    return [frame]


def true_pairs(frames):
    people = [dict(zip(frame["unique_id"], frame["person"])) for frame in frames]
    sizes = [frame["person"].value_counts() for frame in frames]
    if len(frames) == 2:
        return people, int((sizes[0] * sizes[1]).dropna().sum())
    return people, int((sizes[0] * (sizes[0] - 1) / 2).sum())


def scores(right, linked, total):
    return {"f1": 2 * right / (linked + total), "precision": right / max(linked, 1), "recall": right / total}


def splink(frames):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    similar = lambda name: cl.JaroWinklerAtThresholds(name, [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True)
    slips = lambda name: cl.DamerauLevenshteinAtThresholds(name, [1, 2])
    if which.startswith("febrl"):
        day = cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True)
        compare = [similar("given_name"), similar("surname"), slips("street_number"), similar("address_1"), similar("suburb")]
        compare += [slips("postcode"), cl.ExactMatch("state"), day, slips("soc_sec_id")]
        blocks = [block_on("soc_sec_id"), block_on("given_name"), block_on("surname"), block_on("date_of_birth"), block_on("postcode")]
        if which == "febrl4":
            blocks = [
                block_on("given_name", "surname"),
                "l.given_name = r.surname and l.surname = r.given_name",
                block_on("date_of_birth"),
                block_on("soc_sec_id"),
                block_on("state", "address_1"),
                block_on("street_number", "address_1"),
                block_on("postcode"),
            ]
        sure, recall = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], 0.9
        training = [block_on("date_of_birth"), block_on("postcode")]
    else:
        day = cl.DateOfBirthComparison("dob", input_is_string=True)
        compare = [similar("first_name"), similar("surname"), day, cl.ExactMatch("city").configure(term_frequency_adjustments=True), cl.EmailComparison("email")]
        blocks = [block_on("surname"), block_on("first_name"), block_on("dob"), block_on("email")]
        sure, recall = [block_on("first_name", "surname", "dob"), block_on("email")], 0.6
        training = [block_on("first_name", "surname"), block_on("dob")]
    settings = SettingsCreator(
        link_type="link_only" if len(frames) == 2 else "dedupe_only",
        comparisons=compare,
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker(frames if len(frames) == 2 else frames[0], settings, DuckDBAPI())
    linker.training.estimate_probability_two_random_records_match(sure, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return linker.inference.predict().as_pandas_dataframe()


def judge_splink(frames):
    begun = cpu()
    found = splink(frames)
    used = cpu() - begun
    people, total = true_pairs(frames)
    either = {**people[0], **people[-1]}
    found["hit"] = found["unique_id_l"].map(either) == found["unique_id_r"].map(either)
    found = found.sort_values("match_weight", ascending=False)
    hits, linked = found["hit"].cumsum(), pd.Series(range(1, len(found) + 1), index=found.index)
    best = (2 * hits / (linked + total)).max()
    even = found[found["match_probability"] >= 0.5]
    print(json.dumps({"tool": "Splink", **scores(int(even["hit"].sum()), len(even), total), "best": float(best), "cpu": used}), flush=True)


def judge_recordlinkage(frames):
    import recordlinkage

    begun = cpu()
    left, right = frames[0].set_index("unique_id"), frames[-1].set_index("unique_id")
    pair = (left, right) if len(frames) == 2 else (left,)
    indexer = recordlinkage.Index()
    for column in ["given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"]:
        indexer.block(column)
    compare = recordlinkage.Compare()
    for column in ["given_name", "surname", "address_1", "suburb"]:
        compare.string(column, column, method="jarowinkler", threshold=0.85)
    for column in ["street_number", "postcode", "state", "date_of_birth", "soc_sec_id"]:
        compare.exact(column, column)
    candidates = indexer.index(*pair)
    links = recordlinkage.ECMClassifier().fit_predict(compare.compute(candidates, *pair))
    used = cpu() - begun
    people, total = true_pairs(frames)
    hits = sum(people[0][a] == people[-1][b] for a, b in links)
    result = scores(hits, len(links), total)
    print(json.dumps({"tool": "recordlinkage", **result, "best": result["f1"], "cpu": used}), flush=True)


frames = data()
judge_splink(frames)
if which.startswith("febrl"):
    judge_recordlinkage(frames)
