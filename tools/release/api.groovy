// Takes out of the comparison with the last release what is no API though Java needs it to be public
// (docs/compatibility.md): the constructors of records that have a builder.
def names = jApiClasses*.fullyQualifiedName as Set
jApiClasses
    .findAll { it.superclass.oldSuperclassName.orElse('') == 'java.lang.Record' }
    .findAll { names.contains(it.fullyQualifiedName + 'Builder') }
    .each { it.constructors.clear() }
return jApiClasses
