/** `knowhow/mcp`: a server of the Model Context Protocol on a memory. Needs `@modelcontextprotocol/sdk`. */
export { type McpServerOptions, mcpServer } from "../integrations/mcp/server.js";
export { type McpHttp, type McpHttpOptions, serveMcp } from "../integrations/mcp/http.js";
