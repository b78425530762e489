// Types for packages that ship none.
declare module "american-english" {
  const pairs: { uk_spelling: Record<string, string>; us_spelling: Record<string, string> };
  export default pairs;
}
