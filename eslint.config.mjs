import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'marketplace-assets/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    // With types, because a promise that nobody waits for or an any that spreads cannot be seen without them.
    files: ['{lib,common,scripts,playground,bench,testing}/**/*.ts'],
    ignores: ['playground/page/**'],
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
  { files: ['lib/**/*.ts', 'common/**/*.ts'], rules: { 'no-console': 'error' } },
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
