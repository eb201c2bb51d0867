import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const TESTS = ['__tests__', 'bench', 'testing'];

/** What each folder must not know, as regular expressions, so that imports go one way. */
const WALLS = [
  { files: ['lib/**'], unknown: [...TESTS, 'playground', 'scripts'] },
  { files: ['common/**'], unknown: [...TESTS, 'playground', 'scripts', 'lib'] },
  { files: ['scripts/**'], unknown: [...TESTS, 'playground', 'lib'] },
  { files: ['playground/portkey/**'], unknown: [...TESTS, 'scripts', 'lib(?!/json$)', 'tooljet', 'demo', 'page'] },
  { files: ['playground/tooljet/**'], unknown: [...TESTS, 'scripts', 'lib', 'portkey', 'demo', 'page'] },
  { files: ['playground/demo/**'], unknown: [...TESTS, 'scripts', 'page'] },
  {
    files: ['playground/page/**'],
    ignores: ['playground/page/server/developed.ts'],
    unknown: [...TESTS, 'scripts', 'demo'],
  },
  // The dev server bundles the plugin again whenever lib/ changes.
  { files: ['playground/page/server/developed.ts'], unknown: [...TESTS, 'demo'] },
  { files: ['testing/**', 'bench/**'], unknown: ['__tests__', 'scripts', 'lib', 'demo', 'page'] },
];

export default tseslint.config(
  { ignores: ['dist/', 'marketplace-assets/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    // With types, because a promise that nobody waits for or an any that spreads cannot be seen without them.
    files: ['{lib,common,scripts,playground,bench,testing}/**/*.ts'],
    ignores: ['playground/page/ui/**'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // `{}` is what typeof leaves of unknown; that it is no object any more cannot be said in a type.
      '@typescript-eslint/no-base-to-string': [
        'error',
        { ignoredTypeNames: ['{}', 'Error', 'RegExp', 'URL', 'URLSearchParams'] },
      ],
      // What is taken out of an object here is a closure, declared as ToolJet and esbuild declare theirs.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A test that does not wait for what it expects cannot fail. The rest of the rules fights jest's matchers.
    files: ['__tests__/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/await-thenable': 'error' },
  },
  { files: ['lib/**/*.ts', 'common/**/*.ts'], rules: { 'no-console': 'error' } },
  ...WALLS.map(({ unknown, ...where }) => ({
    ...where,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: unknown.map((folder) => ({
            regex: `(^|/)${folder}(/|$)`,
            message: 'Imports go one way: see WALLS in eslint.config.mjs.',
          })),
        },
      ],
    },
  })),
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        exports: 'writable',
        module: 'writable',
        process: 'readonly',
        require: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier
);
