import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Bell Foundry',
  lang: 'en-GB',
  srcExclude: ['parts/**'],
  base: '/bells/',
})
