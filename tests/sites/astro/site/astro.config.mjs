import starlight from '@astrojs/starlight';

export default defineConfig({
  site: 'https://orchard.example',
  integrations: [
    starlight({
      title: 'The Orchard',
      locales: { root: { label: 'English', lang: 'en' }, fr: { label: 'Français' } },
    }),
  ],
});
