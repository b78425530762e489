"""Runs LangMem's prompt optimisers with their default settings: a JSON line for each trial in, its new prompt out."""

import json
import sys

from langchain_openai import ChatOpenAI
from langmem import create_prompt_optimizer

for line in sys.stdin:
    trial = json.loads(line)
    try:
        model = ChatOpenAI(model=trial["model"], api_key="none", base_url=trial["address"], max_retries=0)
        optimizer = create_prompt_optimizer(model, kind=trial["kind"])
        trajectory = (trial["messages"], trial["comment"])
        prompt = optimizer.invoke({"trajectories": [trajectory], "prompt": trial["prompt"]})
        answer = {"id": trial["id"], "prompt": prompt}
    except Exception as error:
        answer = {"id": trial["id"], "error": f"{type(error).__name__}: {error}"[:500]}
    print(json.dumps(answer), flush=True)
