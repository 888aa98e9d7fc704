"""Whether serving simulators from PyPI run here, and if so what they say of a generated case.

Installs AISimulate and Vidur into fresh environments and asks each for Llama 3 8B on one A100 at 6.45 requests a second. Prints one line a peer, also
where it does not install or does not run: both fetch what they need (a wheel, profiles of kernels) from hosts that may not be reachable.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


def python(*versions):
    """A Python of one of the versions, or None."""
    for version in versions:
        for candidate in (f"python{version}", *glob.glob(os.path.expanduser(f"~/.pyenv/versions/{version}.*/bin/python"))):
            path = shutil.which(candidate)
            if path and subprocess.run([path, "--version"], capture_output=True).returncode == 0:
                return path
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    return sys.executable if here in versions else None


def install(folder, package, *versions):
    """The interpreter of an environment with the package, or why there is none."""
    base = python(*versions)
    if base is None:
        return None, f"needs Python {' or '.join(versions)}"
    subprocess.run([base, "-m", "venv", folder], check=True)
    done = subprocess.run([f"{folder}/bin/pip", "install", "-q", package], capture_output=True, text=True, timeout=400)
    if done.returncode == 0:
        return f"{folder}/bin/python", None
    return None, last(done.stderr, "not reachable", "Error", "failed")


def last(text, *patterns):
    """The last line with the first of the patterns that is found."""
    for pattern in (*patterns, "."):
        found = [line.strip() for line in text.splitlines() if re.search(pattern, line)]
        if found:
            return found[-1][:200]
    return "no message"


def aisimulate(folder):
    interpreter, why = install(folder, "aisimulate==0.13.0", "3.12", "3.11", "3.13")
    if interpreter is None:
        return f"does not install: {why}"
    config = os.path.join(folder, "prediction.yaml")
    with open(config, "w") as file:
        file.write(
            "traffic: {source: {type: synthetic, input_tokens: 1155, output_tokens: 211}, load: {type: concurrency, concurrency: 16}, stop: {requests: 1000}}\n"
            "engine: {mode: aggregated, model: meta-llama/Meta-Llama-3.1-8B, hardware: h100_sxm, backend: vllm, workers: {aggregated: {parallelism: {replicas: 1}}}}\n"
        )
    return play([f"{folder}/bin/aisimulate", "predict", "--config", config, "--output-dir", os.path.join(folder, "out")], folder)


def vidur(folder):
    interpreter, why = install(folder, "vidur==0.0.26", "3.10")
    if interpreter is None:
        return f"does not install: {why}"
    lengths = os.path.join(folder, "lengths.csv")
    with open(lengths, "w") as file:
        file.write("num_prefill_tokens,num_decode_tokens\n" + "1155,211\n" * 1000)
    return play(
        [interpreter, "-m", "vidur.main", "--replica_config_device", "a100", "--replica_config_model_name", "meta-llama/Llama-3-8B"]
        + ["--request_generator_config_type", "synthetic", "--length_generator_config_type", "trace"]
        + ["--trace_request_length_generator_config_trace_file", lengths, "--interval_generator_config_type", "poisson"]
        + ["--poisson_request_interval_generator_config_qps", "6.45", "--synthetic_request_generator_config_num_requests", "1000"]
        + ["--replica_scheduler_config_type", "sarathi"],
        folder,
    )


def play(command, folder):
    began = time.time()
    done = subprocess.run(command, cwd=folder, env={**os.environ, "WANDB_MODE": "disabled"}, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        return f"installs, does not run: {last(done.stderr, 'Error')}"
    return f"ran in {time.time() - began:.1f} s: {last(done.stdout, '.')}"


for name, peer in (("AISimulate 0.13.0", aisimulate), ("Vidur 0.0.26", vidur)):
    with tempfile.TemporaryDirectory() as folder:
        try:
            print(f"{name}: {peer(folder)}", flush=True)
        except (subprocess.SubprocessError, OSError) as error:
            print(f"{name}: not run ({type(error).__name__})", flush=True)
