// What field a paper is in, from its arXiv categories: the hashtags people use for it and its name in a sentence.
import type { Paper } from "../papers/paper.js";

interface Field {
  readonly tags: readonly [string, ...string[]];
  readonly name: string;
}

const fields: Readonly<Record<string, Field>> = {
  "cs.AI": { tags: ["AI"], name: "artificial intelligence" },
  "cs.CL": { tags: ["NLP", "NLProc"], name: "language processing" },
  "cs.CV": { tags: ["ComputerVision"], name: "computer vision" },
  "cs.LG": { tags: ["MachineLearning"], name: "machine learning" },
  "stat.ML": { tags: ["MachineLearning"], name: "machine learning" },
  "cs.NE": { tags: ["NeuralNetworks"], name: "neural networks" },
  "cs.RO": { tags: ["Robotics"], name: "robotics" },
  "cs.CR": { tags: ["CyberSecurity", "InfoSec"], name: "computer security" },
  "cs.DC": { tags: ["DistributedSystems"], name: "distributed computing" },
  "cs.DB": { tags: ["Databases"], name: "databases" },
  "cs.DS": { tags: ["Algorithms"], name: "algorithms" },
  "cs.CG": { tags: ["Geometry", "Algorithms"], name: "computational geometry" },
  "cs.CC": { tags: ["Complexity"], name: "complexity theory" },
  "cs.DM": { tags: ["DiscreteMath"], name: "discrete mathematics" },
  "cs.LO": { tags: ["Logic"], name: "logic" },
  "cs.HC": { tags: ["HCI"], name: "human-computer interaction" },
  "cs.IR": { tags: ["InformationRetrieval"], name: "information retrieval" },
  "cs.NI": { tags: ["Networking"], name: "computer networks" },
  "cs.PF": { tags: ["Performance"], name: "computing performance" },
  "cs.PL": { tags: ["ProgrammingLanguages"], name: "programming languages" },
  "cs.SE": { tags: ["SoftwareEngineering"], name: "software engineering" },
  "cs.SD": { tags: ["Audio"], name: "audio research" },
  "cs.CY": { tags: ["TechPolicy"], name: "computers and society" },
  "cs.GR": { tags: ["ComputerGraphics"], name: "computer graphics" },
  "cs.MM": { tags: ["Multimedia"], name: "multimedia" },
  "cs.CE": { tags: ["ComputationalScience"], name: "computational engineering" },
  cs: { tags: ["ComputerScience"], name: "computer science" },
  "eess.IV": { tags: ["ImageProcessing"], name: "image processing" },
  "eess.AS": { tags: ["SpeechProcessing"], name: "speech processing" },
  "eess.SP": { tags: ["SignalProcessing"], name: "signal processing" },
  eess: { tags: ["Engineering"], name: "engineering" },
  "astro-ph.CO": { tags: ["Cosmology"], name: "cosmology" },
  "astro-ph": { tags: ["Astronomy", "Astrophysics"], name: "astrophysics" },
  "gr-qc": { tags: ["Gravity", "Relativity"], name: "gravitational physics" },
  "hep-ex": { tags: ["ParticlePhysics"], name: "particle physics" },
  hep: { tags: ["HighEnergyPhysics"], name: "high-energy physics" },
  nucl: { tags: ["NuclearPhysics"], name: "nuclear physics" },
  "quant-ph": { tags: ["QuantumComputing", "QuantumPhysics"], name: "quantum physics" },
  "cond-mat.mtrl-sci": { tags: ["MaterialsScience"], name: "materials science" },
  "cond-mat": { tags: ["CondensedMatter"], name: "condensed matter physics" },
  "physics.chem-ph": { tags: ["Chemistry"], name: "chemical physics" },
  "physics.ao-ph": { tags: ["Climate"], name: "climate physics" },
  "physics.flu-dyn": { tags: ["FluidDynamics"], name: "fluid dynamics" },
  "physics.geo-ph": { tags: ["Geophysics"], name: "geophysics" },
  "physics.space-ph": { tags: ["SpaceWeather"], name: "space physics" },
  "physics.ed-ph": { tags: ["PhysicsEducation"], name: "physics education" },
  physics: { tags: ["Physics"], name: "physics" },
  "ao-sci": { tags: ["Climate"], name: "ocean and climate science" },
  "adap-org": { tags: ["ComplexSystems"], name: "complex systems" },
  nlin: { tags: ["ComplexSystems"], name: "complex systems" },
  "math.NT": { tags: ["NumberTheory"], name: "number theory" },
  "math.PR": { tags: ["Probability"], name: "probability theory" },
  "math.LO": { tags: ["Logic"], name: "logic" },
  "math.NA": { tags: ["NumericalAnalysis"], name: "numerical analysis" },
  "math.OC": { tags: ["Optimization"], name: "optimisation" },
  "math.MG": { tags: ["Geometry"], name: "geometry" },
  math: { tags: ["Mathematics"], name: "mathematics" },
  "q-bio.BM": { tags: ["StructuralBiology"], name: "structural biology" },
  "q-bio.GN": { tags: ["Genomics"], name: "genomics" },
  "q-bio.NC": { tags: ["Neuroscience"], name: "neuroscience" },
  "q-bio.PE": { tags: ["Epidemiology"], name: "population biology" },
  "q-bio.CB": { tags: ["CellBiology"], name: "cell biology" },
  "q-bio": { tags: ["Biology"], name: "biology" },
  medicine: { tags: ["MedTwitter", "Medicine"], name: "medicine" },
  "q-fin": { tags: ["Finance"], name: "finance" },
  econ: { tags: ["Economics"], name: "economics" },
  stat: { tags: ["Statistics"], name: "statistics" },
};

const anyField: Field = { tags: ["Science", "Research"], name: "science" };

/** Hashtags for the paper's field, the main one first, without `#`; none when the categories say nothing. */
export function fieldTags(paper: Paper): string[] {
  return [...new Set(paper.categories.flatMap((category) => fieldOf(category)?.tags.slice(0, 1) ?? []))];
}

/** Field hashtags filled up with general ones, so that a writer who wants tags never runs out of the first few. */
export function tagsFor(paper: Paper): string[] {
  const more = paper.categories.flatMap((category) => fieldOf(category)?.tags.slice(1) ?? []);
  return [...new Set([...fieldTags(paper), ...more, ...anyField.tags])];
}

/** The field as it stands in a sentence, such as `computer vision`. */
export function fieldName(paper: Paper): string {
  for (const category of paper.categories) {
    const field = fieldOf(category);
    if (field !== undefined) return field.name;
  }
  return anyField.name;
}

function fieldOf(category: string): Field | undefined {
  const key = category.trim();
  const [archive = ""] = key.split(".");
  const [discipline = ""] = key.split(/[.-]/);
  const found = [key, archive, discipline].find((name) => Object.hasOwn(fields, name));
  return found === undefined ? undefined : fields[found];
}
