import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.TESSERA_SERVER ?? "http://localhost:3000";

export default defineConfig({
  root: "web",
  plugins: [react()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    // The calendar grid and the component kit are single chunks by nature; both are loaded once and cached.
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: { "/api": server, "/socket.io": { target: server, ws: true } },
  },
});
